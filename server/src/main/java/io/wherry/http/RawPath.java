package io.wherry.http;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * The path of a request as it was sent, without anything that two parsers might read differently:
 * no dot segments, path parameters, empty segments, backslashes, control characters, and no broken
 * encoding. Everything that looks at the path, looks at this.
 */
record RawPath(String text) {

  /** Throws {@code INVALID} saying what the path contains. */
  RawPath {
    if (!text.startsWith("/")) {
      throw invalid("does not begin with a slash");
    }
    if (!text.equals("/")) {
      Arrays.stream(text.substring(1).split("/", -1)).forEach(RawPath::check);
    }
  }

  private static void check(String segment) {
    if (segment.isEmpty()) {
      throw invalid("has an empty segment");
    }
    if (segment.indexOf(';') >= 0) {
      throw invalid("has a path parameter");
    }
    String decoded = decode(segment);
    if (decoded.chars().anyMatch(RawPath::isUnfit)) {
      throw invalid("has a control character or a backslash");
    }
    for (String part : decoded.split("/", -1)) {
      if (part.equals(".") || part.equals("..")) {
        throw invalid("has a dot segment");
      }
    }
  }

  private static boolean isUnfit(int character) {
    return character < ' ' || character == 0x7f || character == '\\';
  }

  /** Several segments; an encoded slash, which would make more of them, is refused. */
  static String decodeSegments(String raw) {
    return Arrays.stream(raw.split("/", -1))
        .map(
            segment -> {
              String decoded = decode(segment);
              if (decoded.indexOf('/') >= 0) {
                throw invalid("has an encoded slash");
              }
              return decoded;
            })
        .collect(Collectors.joining("/"));
  }

  /** Strict: two hexadecimal digits behind each percent sign, and UTF-8 as a result. */
  static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        bytes.write(hex(raw, i + 1) << 4 | hex(raw, i + 2));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.INVALID, "the URL is not UTF-8");
    }
  }

  private static int hex(String raw, int at) {
    if (at >= raw.length() || !HexFormat.isHexDigit(raw.charAt(at))) {
      throw new ProblemException(Problem.INVALID, "the URL has a broken percent encoding");
    }
    return HexFormat.fromHexDigit(raw.charAt(at));
  }

  private static ProblemException invalid(String what) {
    return new ProblemException(Problem.INVALID, "the path of the request " + what);
  }
}
