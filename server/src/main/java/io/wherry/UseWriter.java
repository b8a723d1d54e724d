package io.wherry;

import io.wherry.token.DeployTokens;
import io.wherry.token.LastUses;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes when tokens were last used, every few seconds and at the end. */
final class UseWriter implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(UseWriter.class);
  private static final int SECONDS = 5;

  private final LastUses uses;
  private final DeployTokens tokens;
  private final ScheduledExecutorService timer;

  UseWriter(LastUses uses, DeployTokens tokens) {
    this.uses = uses;
    this.tokens = tokens;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              var thread = new Thread(work, "last-uses");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    Future<?> unused =
        timer.scheduleWithFixedDelay(this::write, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void write() {
    try {
      uses.flush(tokens);
    } catch (RuntimeException e) {
      // Noted uses are kept and tried again; a timer that threw would never run again.
      LOGGER.warn("cannot write when tokens were last used", e);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    write();
  }
}
