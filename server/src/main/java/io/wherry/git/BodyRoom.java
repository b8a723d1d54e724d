package io.wherry.git;

import io.wherry.problem.Problem;
import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of all requests that are kept at once, beside which JGit keeps each object name
 * that a client sent until it has answered. Nobody waits, as those who wait would keep what they
 * have. Thread-safe.
 */
final class BodyRoom {
  private static final int UNIT = 64 << 10;

  private final Semaphore units;

  BodyRoom(long bytes) {
    this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT));
  }

  /** What one request takes, until it is released. */
  interface Part {
    /** Of what is kept nowhere. */
    Part FREE =
        new Part() {
          @Override
          public void grow(long bytes) {}

          @Override
          public void release() {}
        };

    /** Throws {@link Crowded} where there is no room for so many bytes in all. */
    void grow(long bytes) throws Crowded;

    void release();
  }

  /** The first bytes are free: most requests are small. */
  private final class Taken implements Part {
    private int taken;

    @Override
    public void grow(long bytes) throws Crowded {
      int more = (int) (bytes / UNIT) - taken;
      if (more > 0 && !units.tryAcquire(more)) {
        throw new Crowded();
      }
      taken += Math.max(0, more);
    }

    @Override
    public void release() {
      units.release(taken);
      taken = 0;
    }
  }

  Part part() {
    return new Taken();
  }

  /** Too much is being read at once; the client may come again. */
  static final class Crowded extends CappedBody.Refused {
    private static final long serialVersionUID = 1L;

    Crowded() {
      super(Problem.BUSY, "the server is busy reading large requests; try again in a while");
    }
  }
}
