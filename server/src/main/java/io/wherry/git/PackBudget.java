package io.wherry.git;

import io.wherry.repository.Growth;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory in which packs are made at once, first come first served. A pack of a large
 * repository that no bitmap covers takes many times the memory and time of another: of those one at
 * a time. Thread-safe.
 */
final class PackBudget {
  private static final long UNIT = 1L << 20;

  /** What JGit keeps for each object that it sends, and for each that it has to find first. */
  private static final long BYTES_TO_SEND = 100;

  private static final long BYTES_TO_FIND = 500;

  private final int units;
  private final Semaphore memory;
  private final Semaphore heavy = new Semaphore(1, true);
  private final Duration patience;

  /** The bytes are those of all packs at once. */
  PackBudget(long bytes, Duration patience) {
    this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
    this.memory = new Semaphore(units, true);
    this.patience = patience;
  }

  /** The right to make one pack, until it is closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn. Throws {@link Busy} where it does not come in time. */
  Share take(Growth repository) throws Busy {
    int needed = unitsFor(repository);
    if (!repository.isHeavyToServe()) {
      await(memory, needed);
      return () -> memory.release(needed);
    }
    await(heavy, 1);
    boolean done = false;
    try {
      await(memory, needed);
      done = true;
    } finally {
      if (!done) {
        heavy.release();
      }
    }
    return () -> {
      memory.release(needed);
      heavy.release();
    };
  }

  /** Never more than half of all, so that one repository does not keep out every other. */
  private int unitsFor(Growth repository) {
    long each = repository.isHeavyToServe() ? BYTES_TO_FIND : BYTES_TO_SEND;
    long needed = 1 + repository.objects() * each / UNIT;
    return (int) Math.min(needed, Math.max(1, units / 2));
  }

  private void await(Semaphore turns, int count) throws Busy {
    try {
      if (!turns.tryAcquire(count, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy();
    }
  }

  /** Too many packs are being made; the client may come again. */
  static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("the server is busy making packs; try again in a while");
    }
  }
}
