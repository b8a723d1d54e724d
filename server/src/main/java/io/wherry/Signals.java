package io.wherry;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Ends the process well when it is told to stop: closes what is open and ends with 0. Only {@code
 * halt} can turn the 143 of a JVM that a signal ended into that.
 */
final class Signals {
  private final Thread hook;

  private Signals(Closing open) {
    hook = new Thread(() -> stop(open), "stop");
  }

  /** From now on SIGTERM and Ctrl-C close what is open, also what is still being opened. */
  static Signals close(Closing open) {
    var signals = new Signals(open);
    Runtime.getRuntime().addShutdownHook(signals.hook);
    return signals;
  }

  /** The process is about to end for another reason, with another result. */
  void letGo() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  /** Waits for a signal; the process has ended by the time this would return. */
  static int await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private static void stop(Closing open) {
    try {
      open.close();
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException e) {
      LoggerFactory.getLogger(Signals.class).error("did not stop cleanly", e);
      Runtime.getRuntime().halt(1);
    }
  }
}
