package io.wherry.git;

import java.nio.charset.StandardCharsets;

/**
 * Git's way of framing lines.
 *
 * @see <a href="https://git-scm.com/docs/protocol-common">gitprotocol-common</a>
 */
final class PacketLines {
  static final String FLUSH = "0000";
  static final String DELIMITER = "0001";

  private PacketLines() {}

  /** One line after the other, each with its length before it. */
  static String of(String... lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      int length = line.getBytes(StandardCharsets.UTF_8).length + 4;
      text.append("%04x".formatted(length)).append(line);
    }
    return text.toString();
  }
}
