package io.wherry.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for something, within bounds. */
final class Waiting {
  private static final long PAUSE = Duration.ofMillis(2).toNanos();

  private Waiting() {}

  /** What the process ended with. */
  static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Until the condition holds; fails with the sentence where it does not in time. */
  static void until(Condition condition, Duration longest, String sentence) throws IOException {
    long start = System.nanoTime();
    while (!condition.holds()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new IOException("waited in vain: " + sentence);
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws IOException;
  }
}
