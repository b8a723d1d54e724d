package io.wherry;

import io.wherry.access.Notes;
import io.wherry.access.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what requests only note, every few seconds and at the end: when tokens were last used, and
 * what they did with repositories. Of the latter, what is too old is forgotten.
 */
final class UseWriter implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(UseWriter.class);
  private static final int SECONDS = 5;
  private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

  private final Notes notes;
  private final Instance instance;
  private final Clock clock;
  private final int days;
  private final ScheduledExecutorService timer;
  private Instant nextCleaning = Instant.EPOCH;

  /** The days are how long operations are kept; 0 for always. */
  UseWriter(Notes notes, Instance instance, Clock clock, int days) {
    this.notes = notes;
    this.instance = instance;
    this.clock = clock;
    this.days = days;
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

  private synchronized void write() {
    try {
      notes.uses().flush(instance.tokens());
      notes.personalUses().flush(instance.personalTokens());
      notes.operations().flush(instance.auditLog(), clock.instant());
      forgetOld();
    } catch (RuntimeException e) {
      // What was noted is kept and tried again; a timer that threw would never run again.
      LOGGER.warn("cannot write when tokens were last used", e);
    }
  }

  private void forgetOld() {
    Instant now = clock.instant();
    if (days > 0 && !now.isBefore(nextCleaning)) {
      instance.auditLog().forget(Operations.TYPE, now.minus(Duration.ofDays(days)));
      nextCleaning = now.plus(BETWEEN_CLEANINGS);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    write();
  }
}
