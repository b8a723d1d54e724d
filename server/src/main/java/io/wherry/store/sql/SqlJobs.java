package io.wherry.store.sql;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.wherry.repository.ProjectDesk.Removal;
import io.wherry.repository.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work for later, as rows, so that it outlives the process. One thing is done at a time: upkeep
 * must not take the machine from those who are served.
 */
public final class SqlJobs implements Upkeep.Queue, Removal, AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SqlJobs.class);
  private static final Duration POLLING = Duration.ofSeconds(10);
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final Duration AGAIN = Duration.ofMinutes(5);

  /** Sooner: who is being served from a deleted repository is the last one. */
  private static final Duration REMOVAL_AGAIN = Duration.ofSeconds(30);

  private static final Duration FIRST_RETRY = Duration.ofMinutes(1);
  private static final Duration END = Duration.ofSeconds(5);

  private final SqlDatabase database;
  private final Clock clock;
  private final CustomTask<Void> upkeep;
  private final CustomTask<Void> removal;
  private final Scheduler scheduler;
  private final Runnable cutOff;

  /** Projects to be looked after, for which there is such a row already. */
  private final Map<Long, Object> again = new ConcurrentHashMap<>();

  /**
   * The last is called where work remains that no row tells of: the next start has to look for what
   * it has left.
   */
  public SqlJobs(SqlDatabase database, Upkeep work, Clock clock, Runnable cutOff) {
    this(database, work, clock, cutOff, END);
  }

  /** With another time to stop, which may pass twice. */
  SqlJobs(SqlDatabase database, Upkeep work, Clock clock, Runnable cutOff, Duration end) {
    this.database = database;
    this.clock = clock;
    this.cutOff = cutOff;
    this.upkeep =
        Tasks.custom("upkeep", Void.class)
            .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
            .execute((task, context) -> lookAfter(work, Long.parseLong(task.getId())));
    this.removal =
        Tasks.custom("removal", Void.class)
            .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_RETRY))
            .execute(
                (task, context) ->
                    completion(() -> work.remove(Long.parseLong(task.getId())), REMOVAL_AGAIN));
    this.scheduler =
        Scheduler.create(database.writer(), upkeep, removal)
            .jdbcCustomization(new SqliteJobs())
            .threads(1)
            .pollingInterval(POLLING)
            .enableImmediateExecution()
            .shutdownMaxWait(end)
            .build();
  }

  /**
   * To be called once the server has its data directory to itself. What a killed one was doing is
   * due again; the scheduler alone would wait for half an hour, in case that one is still at work.
   */
  public void start() {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "update scheduled_tasks set picked = false, picked_by = null,"
                        + " last_heartbeat = null, version = version + 1 where picked")
                .execute());
    scheduler.start();
  }

  /**
   * Soon means after the pushes that usually come together; while it waits, more change nothing.
   */
  @Override
  public void soon(long projectId) {
    var mark = new Object();
    try {
      again.put(projectId, mark);
      boolean first =
          scheduler.scheduleIfNotExists(
              upkeep.schedulableInstance(String.valueOf(projectId)).getTaskInstance(),
              clock.instant().plus(DELAY));
      if (first) {
        // Not the mark of whoever came after that.
        again.remove(projectId, mark);
      }
    } catch (RuntimeException e) {
      // The push that asks for it has been acknowledged; the next one asks again.
      LOGGER.warn("cannot note that project {} needs upkeep", projectId, e);
    }
  }

  /** The repository goes as soon as nobody is being served from it; a restart loses nothing. */
  @Override
  public void remove(long projectId) {
    try {
      scheduler.scheduleIfNotExists(
          removal.schedulableInstance(String.valueOf(projectId)).getTaskInstance(),
          clock.instant());
    } catch (RuntimeException e) {
      LOGGER.warn("project {} is deleted, its bytes go with the next start", projectId, e);
      cutOff.run();
    }
  }

  /** What came when it had begun to look is looked at once more. */
  private CompletionHandler<Void> lookAfter(Upkeep work, long projectId) {
    again.remove(projectId);
    CompletionHandler<Void> completion = completion(() -> work.doWhatIsDue(projectId), AGAIN);
    return (done, operations) -> {
      completion.complete(done, operations);
      // Now that the row is gone, another one can be made.
      if (again.remove(projectId) != null) {
        soon(projectId);
      }
    };
  }

  /** Whether it is done; else it has to be tried again. */
  private interface Work {
    boolean run() throws IOException, InterruptedException;
  }

  private static CompletionHandler<Void> completion(Work work, Duration again) {
    try {
      return work.run()
          ? new CompletionHandler.OnCompleteRemove<>()
          : new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(again));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(again));
    }
  }

  @Override
  public void close() {
    scheduler.stop();
    if (!scheduler.getCurrentlyExecuting().isEmpty()) {
      LOGGER.warn("upkeep was still running when the time to stop was over");
      cutOff.run();
    }
  }
}
