package io.wherry.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A short answer that is known as a whole: a refusal, a problem, an error. */
public record Answer(int status, Map<String, String> headers, String type, String body) {
  private static final int JETTY_ABORT = -1;

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** One sentence for people; Git prints each line of it behind {@code remote:}. */
  public static Answer text(int status, String sentence) {
    return new Answer(status, Map.of(), "text/plain;charset=utf-8", sentence + "\n");
  }

  /** Nothing but a status. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), "", "");
  }

  public Answer with(String header, String value) {
    var all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, type, body);
  }

  /**
   * Breaks off an answer of which something has been sent, by closing its connection: one that just
   * ended would look whole, and Git may wait forever for the rest.
   */
  public static void abort(HttpServletResponse response) throws IOException {
    response.sendError(JETTY_ABORT);
  }

  /**
   * Sends head and body in one piece: some clients misread a body that arrives in a segment of its
   * own.
   */
  void send(HttpServletResponse response) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    headers.forEach(response::setHeader);
    response.setHeader("Cache-Control", "no-store");
    if (!type.isEmpty()) {
      response.setContentType(type);
    }
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
    response.getOutputStream().close();
  }
}
