package io.wherry.store.sql;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.wherry.repository.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work for later, as rows, so that it outlives the process. One thing is done at a time: upkeep
 * must not take the machine from those who are served.
 */
public final class SqlJobs implements Upkeep.Queue, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SqlJobs.class);
  private static final Duration POLLING = Duration.ofSeconds(10);
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(5);

  private final Clock clock;
  private final OneTimeTask<Void> upkeep;
  private final Scheduler scheduler;

  public SqlJobs(SqlDatabase database, Upkeep work, Clock clock) {
    this.clock = clock;
    this.upkeep =
        Tasks.oneTime("upkeep")
            .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
            .execute((task, context) -> doWhatIsDue(work, Long.parseLong(task.getId())));
    this.scheduler =
        Scheduler.create(database.writer(), upkeep)
            .jdbcCustomization(new SqliteJobs())
            .threads(1)
            .pollingInterval(POLLING)
            .enableImmediateExecution()
            .shutdownMaxWait(END)
            .build();
  }

  public void start() {
    scheduler.start();
  }

  /**
   * Soon means after the pushes that usually come together; while it waits, more change nothing.
   */
  @Override
  public void soon(long projectId) {
    try {
      scheduler.scheduleIfNotExists(
          upkeep.instance(String.valueOf(projectId)), clock.instant().plus(DELAY));
    } catch (RuntimeException e) {
      // The push that asks for it has been acknowledged; the next one asks again.
      LOGGER.warn("cannot note that project {} needs upkeep", projectId, e);
    }
  }

  private static void doWhatIsDue(Upkeep work, long projectId) {
    try {
      work.doWhatIsDue(projectId);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
