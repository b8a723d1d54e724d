package io.wherry.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The requests that a client sent, byte by byte. */
record Conversation(List<byte[]> requests) {
  private static final String END_OF_HEAD = "\r\n\r\n";

  Conversation {
    requests = List.copyOf(requests);
  }

  /** Takes apart what went over one connection. */
  static Conversation parse(byte[] sent) throws IOException {
    // One character for each byte.
    String text = new String(sent, StandardCharsets.ISO_8859_1);
    var requests = new ArrayList<byte[]>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      requests.add(Arrays.copyOfRange(sent, start, end));
      start = end;
    }
    return new Conversation(requests);
  }

  Conversation and(Conversation later) {
    var all = new ArrayList<>(requests);
    all.addAll(later.requests);
    return new Conversation(all);
  }

  /** The last request alone, many times. */
  Conversation lastRepeated(int times) {
    var all = new ArrayList<byte[]>();
    for (int i = 0; i < times; i++) {
      all.add(requests.get(requests.size() - 1));
    }
    return new Conversation(all);
  }

  private static int end(String text, int start) throws IOException {
    int head = text.indexOf(END_OF_HEAD, start);
    if (head < 0) {
      throw new IOException("the recorded requests end within one");
    }
    int body = head + END_OF_HEAD.length();
    for (String line : text.substring(start, head).lines().toList()) {
      String field = line.toLowerCase(Locale.ROOT);
      if (field.startsWith("content-length:")) {
        return body + Integer.parseInt(field.substring("content-length:".length()).strip());
      }
      if (field.startsWith("transfer-encoding:") && field.endsWith("chunked")) {
        return endOfChunks(text, body);
      }
    }
    return body;
  }

  private static int endOfChunks(String text, int start) {
    int at = start;
    while (true) {
      int line = text.indexOf("\r\n", at);
      int size = Integer.parseInt(text.substring(at, line).strip(), 16);
      at = line + size + 4;
      if (size == 0) {
        return at;
      }
    }
  }
}
