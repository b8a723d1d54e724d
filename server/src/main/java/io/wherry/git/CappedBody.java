package io.wherry.git;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * A request body that ends in an error where it is longer than allowed, or where too many others
 * are read at the same time.
 */
final class CappedBody extends ServletInputStream {
  private final InputStream in;
  private final long cap;
  private final BodyRoom.Part room;
  private long count;
  private boolean finished;

  CappedBody(InputStream in, long cap, BodyRoom.Part room) {
    this.in = in;
    this.cap = cap;
    this.room = room;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      count(read);
      return read;
    } catch (ZipException | EOFException e) {
      throw new Broken();
    }
  }

  private void count(int read) throws IOException {
    if (read < 0) {
      finished = true;
      return;
    }
    count += read;
    if (count > cap) {
      throw new TooLarge(cap);
    }
    room.grow(count);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(ReadListener listener) {
    throw new IllegalStateException("this body is read in blocking mode only");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** The body ends too early or is not in the encoding that it claims. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken() {
      super("the body of the request is broken");
    }
  }

  /** The body is longer than allowed. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge(long cap) {
      super("the request is larger than " + cap + " bytes");
    }
  }
}
