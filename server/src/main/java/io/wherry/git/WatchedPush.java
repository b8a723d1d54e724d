package io.wherry.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes on a push, and ends in an error where its pack would take more memory than there is: JGit
 * makes room for what is claimed before it has come.
 */
final class WatchedPush extends FilterInputStream {
  private static final int LENGTH_DIGITS = 4;
  private static final int HEX = 16;

  private final PackWatch pack;
  private int digits;
  private int length;
  private int payload;
  private boolean inPack;
  private boolean nonsense;

  WatchedPush(InputStream in, PackWatch pack) {
    super(in);
    this.pack = pack;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int size) throws IOException {
    int read = in.read(buffer, offset, size);
    int end = offset + read;
    int at = offset;
    while (at < end && !inPack && !nonsense) {
      followCommands(buffer[at++]);
    }
    if (at < end && inPack) {
      pack.follow(buffer, at, end);
    }
    return read;
  }

  /**
   * The commands are packet lines; behind the first flush comes the pack, as nothing is offered
   * that could stand between them. What is no number JGit refuses in its own words.
   */
  private void followCommands(byte value) {
    if (payload > 0) {
      payload--;
      return;
    }
    int digit = Character.digit(value, HEX);
    nonsense = digit < 0;
    length = length << 4 | digit;
    if (++digits == LENGTH_DIGITS) {
      inPack = length == 0;
      payload = Math.max(0, length - LENGTH_DIGITS);
      digits = 0;
      length = 0;
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
