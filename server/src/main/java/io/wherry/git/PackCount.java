package io.wherry.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.PackProtocolException;

/**
 * Passes on a push, and ends in an error where the header of its pack claims more objects than
 * there is memory for, alone or beside others: JGit makes room for all of them before it has seen
 * the first.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
final class PackCount extends FilterInputStream {
  private static final int LENGTH_DIGITS = 4;

  /** The signature, the version and the count. */
  private static final int HEADER_BYTES = 12;

  private static final int COUNT_AT = 8;

  /** Where it lies, its name, its kind and its place in the list. */
  private static final int BYTES_OF_OBJECT = 72;

  private final long most;
  private final BodyRoom.Part room;
  private final byte[] seen = new byte[HEADER_BYTES];
  private int count;
  private int payload;
  private boolean inPack;
  private boolean done;

  /**
   * @param bytes the memory for the objects of all pushes, of which this one takes a part
   */
  PackCount(InputStream in, long bytes, BodyRoom.Part room) {
    super(in);
    this.most = bytes / BYTES_OF_OBJECT;
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int size) throws IOException {
    int read = in.read(buffer, offset, size);
    for (int at = offset; at < offset + read && !done; at++) {
      follow(buffer[at]);
    }
    return read;
  }

  /** The commands are packet lines; behind the first flush comes the pack. */
  private void follow(byte value) throws IOException {
    if (payload > 0) {
      payload--;
      return;
    }
    seen[count++] = value;
    if (!inPack && count == LENGTH_DIGITS) {
      int length = length();
      inPack = length == 0;
      payload = Math.max(0, length - LENGTH_DIGITS);
      count = 0;
    } else if (count == HEADER_BYTES) {
      done = true;
      check(Integer.toUnsignedLong(ByteBuffer.wrap(seen).getInt(COUNT_AT)));
    }
  }

  /** What is no number JGit refuses in its own words. */
  private int length() {
    try {
      return Integer.parseInt(new String(seen, 0, LENGTH_DIGITS, StandardCharsets.US_ASCII), 16);
    } catch (NumberFormatException e) {
      done = true;
      return LENGTH_DIGITS;
    }
  }

  private void check(long objects) throws PackProtocolException {
    if (objects > most) {
      throw new PackProtocolException(
          "the pack has "
              + objects
              + " objects, and the memory of the server is enough for "
              + most
              + ": push a part of the history first");
    }
    try {
      room.grow(objects * BYTES_OF_OBJECT);
    } catch (BodyRoom.Crowded e) {
      throw new PackProtocolException(
          "the server is busy taking large pushes; try again in a while", e);
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
