package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.repository.GitRepositories;
import io.wherry.repository.Growth;
import io.wherry.repository.PackBudget;
import io.wherry.repository.Upkeep;
import io.wherry.store.disk.DiskRepositories;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A push waits for the end of a repack, for minutes maybe; what is changed meanwhile counts. */
@Timeout(60)
class PushBesideRepackTest {
  private static final long PROJECT = 1;
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String TAG = "refs/tags/x";
  private static final String LOSS = "you may not push here any more";

  @TempDir private Path room;
  private final CountDownLatch repacking = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final AtomicBoolean lost = new AtomicBoolean();
  private DiskRepositories disk = new DiskRepositories(Path.of("."), Path.of("."));

  @BeforeEach
  void open() throws Exception {
    disk = new DiskRepositories(room.resolve("repositories"), room.resolve("scratch"));
    disk.create(PROJECT, "main", GitRepositories.Content.EMPTY);
  }

  @Test
  void rightThatIsLostMeanwhileIsLost() throws Exception {
    try (Repository repository = disk.open(PROJECT)) {
      String answer = deleteTag(repository, push -> lost.set(true));

      assertThat(answer).contains("ng " + TAG + " " + LOSS);
      assertThat(repository.exactRef(TAG)).isNotNull();
    }
  }

  @Test
  void otherwiseThePushIsDone() throws Exception {
    try (Repository repository = disk.open(PROJECT)) {
      String answer = deleteTag(repository, push -> {});

      assertThat(answer).contains("ok " + TAG);
      assertThat(repository.exactRef(TAG)).isNull();
    }
  }

  @Test
  void whoIsRefusedInAnyCaseDoesNotWait() throws Exception {
    lost.set(true);
    try (Repository repository = disk.open(PROJECT)) {
      String answer = deleteTag(repository, push -> assertThat(push).isDone());

      assertThat(answer).contains("ng " + TAG + " " + LOSS);
    }
  }

  private String deleteTag(Repository repository, Consumer<Future<String>> meanwhile)
      throws Exception {
    ObjectId commit = Commits.commit(repository, TAG, new byte[1]);
    var body = new Push().command(commit, ObjectId.zeroId(), TAG).body();
    var upkeep = new Upkeep(slow(), new PackBudget(1 << 20, PATIENCE));
    var repack = new FutureTask<>(() -> upkeep.doWhatIsDue(PROJECT));
    var push = new FutureTask<>(() -> push(repository, upkeep, body));
    var pushing = new Thread(push, "push");
    var repacker = new Thread(repack, "repack");
    List.of(pushing, repacker).forEach(thread -> thread.setDaemon(true));
    repacker.start();
    repacking.await();
    pushing.start();
    while (pushing.isAlive() && pushing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    meanwhile.accept(push);
    mayEnd.countDown();
    assertThat(repack.get()).isTrue();
    return push.get();
  }

  private String push(Repository repository, Upkeep upkeep, byte[] body) throws Exception {
    var receive =
        new DurableReceivePack(repository, disk, upkeep, new BodyRoom(1 << 20), PATIENCE, PROJECT);
    receive.setBiDirectionalPipe(false);
    receive.setRules(
        new PushRules(10, () -> true, () -> lost.get() ? Optional.of(LOSS) : Optional.empty()));
    var answer = new ByteArrayOutputStream();
    receive.receiveWithExceptionPropagation(new ByteArrayInputStream(body), answer, null);
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** The same, always to be repacked, which ends when it may. */
  private GitRepositories slow() {
    return (GitRepositories)
        Proxy.newProxyInstance(
            GitRepositories.class.getClassLoader(),
            new Class<?>[] {GitRepositories.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "growth" -> new Growth(Integer.MAX_VALUE, 0, 0, 0, 0);
                  case "maintain" -> {
                    repacking.countDown();
                    mayEnd.await();
                    yield null;
                  }
                  default -> method.invoke(disk, arguments);
                });
  }
}
