package io.wherry.git;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
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

  /** One of any length that needs no room. */
  static CappedBody unbounded(InputStream in) {
    return new CappedBody(in, Long.MAX_VALUE, BodyRoom.Part.FREE);
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

  /** A body that is not taken, in an exception that JGit lets through. */
  abstract static sealed class Refused extends IOException
      permits Broken, TooLarge, BodyRoom.Crowded {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    Refused(Problem problem, String sentence) {
      super(sentence);
      this.problem = problem;
    }

    /** The same for who answers the client. */
    final ProblemException explained() {
      return new ProblemException(problem, String.valueOf(getMessage()));
    }
  }

  /** The body ends too early, is not in the encoding that it claims, or does not make sense. */
  static final class Broken extends Refused {
    private static final long serialVersionUID = 1L;

    Broken() {
      super(Problem.INVALID, "the body of the request is broken");
    }
  }

  /** The body is longer than allowed. */
  static final class TooLarge extends Refused {
    private static final long serialVersionUID = 1L;

    TooLarge(long cap) {
      super(Problem.TOO_LARGE, "the request is larger than " + cap + " bytes");
    }
  }
}
