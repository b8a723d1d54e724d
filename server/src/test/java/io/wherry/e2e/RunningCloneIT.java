package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects that move or go while somebody clones them. */
final class RunningCloneIT {
  /** More than the buffers of both ends hold. */
  private static final int PACK_BYTES = 32 << 20;

  private static final int FIRST_BYTES = 1 << 20;
  private static final String OLD = "old/group/large";
  private static final String NEW = "new/home/renamed";

  @TempDir Path room;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  /** With kept answers, and without. */
  @ParameterizedTest
  @ValueSource(strings = {"4GiB", "0"})
  void cloneOfAProjectThatMovesIsCompleteAndTheOldPathStillWorks(String answers)
      throws IOException {
    Client client = Client.in(room);
    try (JarServer server = start(answers);
        Valve valve = Valve.ofAnswers(server, FIRST_BYTES)) {
      server.project(OLD);
      server.run("group", "create", "new/home", "--parents").success();
      String tip = fill(client, server.rootUrl(OLD + ".git"));
      String url = valve.through(server.rootUrl(OLD + ".git"));
      Program clone = client.startGit("clone", "--quiet", url, "clone");
      valve.awaitFull(clone);

      server.run("project", "move", OLD, NEW).success();
      for (String path : new String[] {OLD, NEW}) {
        assertThat(client.refs(server.rootUrl(path + ".git"))).containsValue(tip);
      }
      assertThat(clone.isRunning()).isTrue();
      valve.open();
      assertComplete(clone, client.at("clone"), tip);
      assertThat(client.tryGit("clone", server.rootUrl(OLD + ".git"), "again").ended(0).err())
          .contains("remote: this project has moved to " + NEW);
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4GiB", "0"})
  void cloneOfAProjectThatIsDeletedIsCompleteAndNothingRemains(String answers) throws IOException {
    Client client = Client.in(room);
    try (JarServer server = start(answers);
        Valve valve = Valve.ofAnswers(server, FIRST_BYTES)) {
      long project = server.project(OLD);
      String tip = fill(client, server.rootUrl(OLD + ".git"));
      Path repository = server.repository(project);
      String url = valve.through(server.rootUrl(OLD + ".git"));
      Program clone = client.startGit("clone", "--quiet", url, "clone");
      valve.awaitFull(clone);

      Api.asRoot(server, client).send("DELETE", "/projects/" + project).expect(202);
      assertThat(client.tryGit("clone", server.rootUrl(OLD + ".git"), "new").failure().err())
          .contains("remote: there is no such project");
      if (answers.equals("0")) {
        assertThat(repository).as("what is being sent").isDirectory();
      }
      valve.open();
      assertComplete(clone, client.at("clone"), tip);
      server.program().await("the repository is gone", () -> !Files.exists(repository));
      new Tidiness(server).await();
      new Tidiness(server).assertProjectsOnly();
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  private static JarServer start(String answers) throws IOException {
    return JarServer.start(Jar.standard().with("WHERRY_GIT_ANSWER_CACHE", answers));
  }

  /** Pushes two commits, the first of them large; the second's id. */
  private static String fill(Client client, String url) throws IOException {
    client.git("init", "--quiet", "--initial-branch=main");
    var content = new byte[PACK_BYTES];
    new Random(1).nextBytes(content);
    Files.write(client.file("large.bin"), content);
    client.git("add", "large.bin");
    client.git("commit", "--quiet", "--message", "large");
    String tip = client.commit("small.txt", "small\n");
    client.git("push", "--quiet", url, "main");
    return tip;
  }

  private static void assertComplete(Program clone, Client cloned, String tip) throws IOException {
    clone.end().ended(0);
    assertThat(cloned.git("rev-parse", "HEAD")).isEqualTo(tip);
    cloned.git("fsck", "--strict", "--full");
    assertThat(cloned.git("status", "--porcelain")).isEmpty();
    assertThat(cloned.file("large.bin")).hasSize(PACK_BYTES);
  }
}
