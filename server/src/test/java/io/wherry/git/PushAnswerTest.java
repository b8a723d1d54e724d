package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.repository.GitRepositories;
import io.wherry.repository.PackBudget;
import io.wherry.repository.Upkeep;
import io.wherry.store.disk.DiskRepositories;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git waits forever for the end of an answer that stops after the progress. */
class PushAnswerTest {
  private static final long PROJECT = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String BRANCH = "refs/heads/main";
  private static final String PROGRESS = "Updating references";
  private static final char ERROR_BAND = 3;

  @TempDir Path room;

  /** What happens when the refs are written and the report is not. */
  @FunctionalInterface
  private interface Mishap {
    void happen(DiskRepositories repositories, Path home) throws IOException;
  }

  @Test
  void pushOfWhichNothingGoesWrongIsReported() throws Exception {
    String answer = push((repositories, home) -> {});
    assertThat(answer).contains(PROGRESS, "unpack ok", "ok " + BRANCH).endsWith("0000");
  }

  @Test
  void pushIsToldThatItsProjectWasDeletedAfterTheProgress() throws Exception {
    String answer = push((repositories, home) -> repositories.delete(PROJECT));
    assertThat(answer).contains(PROGRESS, ERROR_BAND + GitErrors.DELETED).endsWith("0000");
  }

  @Test
  void pushIsToldToComeAgainWhereAnotherOfTheSamePackRemovedItsMark() throws Exception {
    String answer = push((repositories, home) -> removeMarks(home));
    assertThat(answer).contains(PROGRESS, ERROR_BAND + "somebody else is pushing").endsWith("0000");
    assertThat(answer).doesNotContain("unpack ok");
  }

  private String push(Mishap mishap) throws Exception {
    try (var server = TestServer.start()) {
      Project source = server.project("source");
      ObjectId commit = Commits.fill(server, source);
      var push = new Push().asking("side-band-64k").create(commit, BRANCH);
      return push(push.with(server, source, commit).body(), mishap);
    }
  }

  private String push(byte[] body, Mishap mishap) throws IOException {
    var disk = new DiskRepositories(room.resolve("repositories"), room.resolve("scratch"));
    disk.create(PROJECT, "main", GitRepositories.Content.EMPTY);
    var answer = new ByteArrayOutputStream();
    try (Repository repository = disk.open(PROJECT)) {
      Path home = repository.getDirectory().toPath();
      var upkeep = new Upkeep(disk, new PackBudget(1 << 20, PATIENCE));
      var receive =
          new DurableReceivePack(
              repository,
              unlucky(disk, home, mishap),
              upkeep,
              new BodyRoom(1 << 20),
              PATIENCE,
              PROJECT);
      receive.setBiDirectionalPipe(false);
      receive.setRules(new PushRules(1, () -> false, Optional::empty));
      receive.receiveWithExceptionPropagation(new ByteArrayInputStream(body), answer, null);
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /** The same, with a mishap when the refs have been written. */
  private static GitRepositories unlucky(DiskRepositories disk, Path home, Mishap mishap) {
    return (GitRepositories)
        Proxy.newProxyInstance(
            PushAnswerTest.class.getClassLoader(),
            new Class<?>[] {GitRepositories.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(disk, arguments);
              if (method.getName().equals("persistRefs")) {
                mishap.happen(disk, home);
              }
              return result;
            });
  }

  private static void removeMarks(Path home) throws IOException {
    try (DirectoryStream<Path> marks =
        Files.newDirectoryStream(home.resolve("objects/pack"), "*.keep")) {
      for (Path mark : marks) {
        Files.delete(mark);
      }
    }
  }
}
