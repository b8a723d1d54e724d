package io.wherry.git;

import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Keeps the bodies of fetches, which are short as a rule. Of the long ones, those that name
 * thousands of objects, only some are in memory at once. Thread-safe.
 */
final class KeptBodies {
  private static final int SHORT = 64 << 10;
  private static final int LONG = 1 << 20;
  private static final int LONG_AT_ONCE = 16;

  private final Semaphore longOnes = new Semaphore(LONG_AT_ONCE);

  /** The whole body, which can still be read; empty where it is too long to be kept. */
  Optional<byte[]> keep(GitRequest request) {
    Optional<byte[]> body = request.keep(SHORT);
    if (body.isPresent() || !longOnes.tryAcquire()) {
      return body;
    }
    try {
      return request.keep(LONG);
    } finally {
      longOnes.release();
    }
  }
}
