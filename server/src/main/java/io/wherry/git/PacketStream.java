package io.wherry.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on a body that consists of packet lines, and ends in an error where it does not. JGit
 * reports a broken length as it reports a broken disk.
 *
 * @see <a href="https://git-scm.com/docs/protocol-common">pkt-line format</a>
 */
final class PacketStream extends FilterInputStream {
  private static final int LENGTH_DIGITS = 4;

  /** 0000, 0001 and 0002 separate and end; a length counts its own four digits. */
  private static final int LAST_SEPARATOR = 2;

  private int digits;
  private int length;
  private int payload;
  private final NameSpread spread = new NameSpread();
  private final byte[] start = new byte[NameSpread.LINE_BYTES];
  private int started;

  PacketStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int size) throws IOException {
    int read = in.read(buffer, offset, size);
    if (read < 0 && (digits > 0 || payload > 0)) {
      throw new CappedBody.Broken();
    }
    int at = offset;
    while (at < offset + read) {
      at += follow(buffer, at, offset + read - at);
    }
    return read;
  }

  /** Returns how many of the bytes at hand it took, from the first one on. */
  private int follow(byte[] buffer, int at, int available) throws CappedBody.Broken {
    if (payload > 0) {
      int taken = Math.min(payload, available);
      look(buffer, at, taken);
      return taken;
    }
    int digit = Character.digit(buffer[at], 16);
    length = length << 4 | digit;
    digits++;
    if (digit < 0 || (digits == LENGTH_DIGITS && isImpossible(length))) {
      throw new CappedBody.Broken();
    }
    if (digits == LENGTH_DIGITS) {
      payload = Math.max(0, length - LENGTH_DIGITS);
      digits = 0;
      length = 0;
    }
    return 1;
  }

  /** At a part of a line. */
  private void look(byte[] buffer, int at, int count) throws CappedBody.Broken {
    int kept = Math.min(count, start.length - started);
    System.arraycopy(buffer, at, start, started, kept);
    started += kept;
    payload -= count;
    if (payload == 0) {
      spread.line(start, started);
      started = 0;
    }
  }

  private static boolean isImpossible(int length) {
    return length > LAST_SEPARATOR && length < LENGTH_DIGITS;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
