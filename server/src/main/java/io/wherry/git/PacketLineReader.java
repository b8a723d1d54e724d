package io.wherry.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Goes through packet lines that are at hand, byte for byte: as text each byte is one character.
 * JGit reports a broken length as it reports a broken disk, and takes many texts for the same. Used
 * by one thread.
 *
 * @see <a href="https://git-scm.com/docs/protocol-common">pkt-line format</a>
 */
final class PacketLineReader {
  private static final int LENGTH_DIGITS = 4;
  private static final int HEX = 16;

  /** 0000, 0001 and 0002 separate and end; a length counts its own four digits. */
  private static final int LAST_SEPARATOR = 2;

  private final byte[] body;
  private int packet;
  private int start;
  private int end;
  private boolean separator;

  PacketLineReader(byte[] body) {
    this.body = body;
  }

  /**
   * Goes to the first line or separator, or to the next one. Returns false where there is none.
   * Throws {@link CappedBody.Broken} for what is neither.
   */
  boolean next() throws CappedBody.Broken {
    if (end == body.length) {
      return false;
    }
    int length = length(end);
    packet = end;
    separator = length <= LAST_SEPARATOR;
    start = separator ? end : end + LENGTH_DIGITS;
    end += Math.max(LENGTH_DIGITS, length);
    if (end > body.length) {
      throw new CappedBody.Broken();
    }
    return true;
  }

  private int length(int at) throws CappedBody.Broken {
    int length = 0;
    for (int i = at; i < at + LENGTH_DIGITS; i++) {
      int digit = i < body.length ? Character.digit(body[i], HEX) : -1;
      if (digit < 0) {
        throw new CappedBody.Broken();
      }
      length = length << 4 | digit;
    }
    if (length > LAST_SEPARATOR && length < LENGTH_DIGITS) {
      throw new CappedBody.Broken();
    }
    return length;
  }

  /** Whether this is no line. */
  boolean isSeparator() {
    return separator;
  }

  /** Copies it as it is, with its length. */
  void copyTo(ByteArrayOutputStream out) {
    out.write(body, packet, end - packet);
  }

  /** The line, with the line feed that it may end in; or the digits of the separator. */
  String text() {
    return new String(body, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
