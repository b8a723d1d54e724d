package io.wherry.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.Growth;
import io.wherry.repository.PackBudget;
import io.wherry.repository.Upkeep;
import io.wherry.store.NewDatabase;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work for later is done, also what is asked for while it is being done. */
class SqlJobsTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final Duration SHORT = Duration.ofMillis(100);

  @TempDir private Path directory;
  private SqlDatabase database;

  /** One permit for each look at the repository. */
  private final Semaphore begun = new Semaphore(0);

  private final Semaphore mayGoOn = new Semaphore(0);
  private final CountDownLatch cutOff = new CountDownLatch(1);

  @BeforeEach
  void open() throws IOException {
    Path file = directory.resolve("test.sqlite");
    NewDatabase.at(file);
    database = SqlDatabase.open(file, directory);
  }

  @AfterEach
  void close() {
    mayGoOn.release(100);
    database.close();
  }

  @Test
  void whatComesWhileOneLooksIsLookedAtOnceMore() throws Exception {
    try (SqlJobs jobs = jobs(Duration.ofSeconds(5))) {
      jobs.soon(7);
      assertThat(begins()).isTrue();
      jobs.soon(7);
      jobs.soon(7);
      mayGoOn.release();
      assertThat(begins()).as("a second time").isTrue();
      mayGoOn.release();
    }
    assertThat(begun.tryAcquire()).as("a third time").isFalse();
    assertThat(cutOff.getCount()).isEqualTo(1);
  }

  @Test
  void workThatDoesNotEndInTimeIsSaidToBeCutOff() throws Exception {
    try (SqlJobs jobs = jobs(SHORT)) {
      jobs.soon(7);
      assertThat(begins()).isTrue();
    }
    assertThat(cutOff.getCount()).isZero();
  }

  /** It is deleted by then, and to say otherwise would be wrong. */
  @Test
  void removalThatCannotBeNotedIsLeftToTheNextStart() {
    try (SqlJobs jobs = jobs(SHORT)) {
      database.close();
      jobs.remove(7);
    }
    assertThat(cutOff.getCount()).isZero();
  }

  private boolean begins() throws InterruptedException {
    return begun.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private SqlJobs jobs(Duration end) {
    var repositories =
        (GitRepositories)
            Proxy.newProxyInstance(
                GitRepositories.class.getClassLoader(),
                new Class<?>[] {GitRepositories.class},
                (proxy, method, arguments) -> method.getName().equals("growth") ? look() : false);
    var work = new Upkeep(repositories, new PackBudget(1 << 20, Duration.ofSeconds(1)));
    // In the past, so that everything is due at once.
    var clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
    var jobs = new SqlJobs(database, work, clock, cutOff::countDown, end);
    jobs.start();
    return jobs;
  }

  /** As deaf to interrupts as JGit is. */
  private Growth look() {
    begun.release();
    mayGoOn.acquireUninterruptibly();
    return Growth.NONE;
  }
}
