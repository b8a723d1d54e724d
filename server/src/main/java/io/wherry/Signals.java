package io.wherry;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** Ends the process well when it is told to stop. */
final class Signals {
  private Signals() {}

  /** What is to be done before the end. */
  @FunctionalInterface
  interface Stop {
    void run() throws IOException;
  }

  /**
   * Waits for SIGTERM or Ctrl-C, stops, and ends the process with 0; only {@code halt} can turn the
   * 143 of a JVM that a signal ended into that.
   */
  static int runUntilStopped(Stop stop) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    stop.run();
                    Runtime.getRuntime().halt(0);
                  } catch (IOException | RuntimeException e) {
                    LoggerFactory.getLogger(Signals.class).error("did not stop cleanly", e);
                    Runtime.getRuntime().halt(1);
                  }
                },
                "stop"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
