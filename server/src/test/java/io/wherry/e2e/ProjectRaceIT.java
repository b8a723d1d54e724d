package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.Api.Answer;
import io.wherry.e2e.JarServer.Token;
import io.wherry.store.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two owners who rename, transfer and delete a project by the API while somebody clones it. */
final class ProjectRaceIT {
  private static final int ROUNDS = 6;
  private static final int PACK_BYTES = 4 << 20;

  private final Client client;
  private final String tip;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  ProjectRaceIT(@TempDir Path room) throws IOException {
    client = Client.in(room);
    client.git("init", "--quiet", "--initial-branch=main");
    var content = new byte[PACK_BYTES];
    new Random(1).nextBytes(content);
    Files.write(client.file("large.bin"), content);
    client.git("add", "large.bin");
    client.git("commit", "--quiet", "--message", "large");
    tip = client.git("rev-parse", "HEAD");
  }

  @Test
  void ofARenameAndATransferAtOnceNoneIsLostAndTheCloneIsWhole() throws IOException {
    try (JarServer server = start()) {
      Api ann = owner(server, "ann");
      Api bob = owner(server, "bob");
      for (int round = 0; round < ROUNDS; round++) {
        String project = project(server, ann, "app" + round);
        Program clone = startClone(server, round);
        String renamed = "path=renamed" + round;
        List<Answer> answers =
            Together.run(
                List.<Callable<Answer>>of(
                    () -> ann.submit("PUT", project, renamed),
                    () -> bob.submit("PUT", project + "/transfer", "namespace=new/home")));
        assertThat(answers).extracting(Answer::status).containsExactly(200, 200);
        assertThat(ann.get(project).expect(200).json().get("path_with_namespace").asText())
            .isEqualTo("new/home/renamed" + round);
        assertWhole(clone, client.at("clone" + round));
        assertThat(client.refs(server.rootUrl("old/app" + round + ".git"))).containsValue(tip);
      }
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  @Test
  void ofADeletionBesideThemEverybodyIsToldAndNothingRemains() throws IOException {
    try (JarServer server = start()) {
      Api ann = owner(server, "ann");
      Api bob = owner(server, "bob");
      for (int round = 0; round < ROUNDS; round++) {
        String project = project(server, ann, "app" + round);
        Program clone = startClone(server, round);
        String renamed = "path=renamed" + round;
        List<Answer> answers =
            Together.run(
                List.<Callable<Answer>>of(
                    () -> ann.send("DELETE", project),
                    () -> ann.submit("PUT", project, renamed),
                    () -> bob.submit("PUT", project + "/transfer", "namespace=new/home")));
        assertThat(answers.get(0).status()).isEqualTo(202);
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 202, 404);
        assertThat(bob.get(project).status()).isEqualTo(404);
        Outcome outcome = clone.end();
        if (outcome.code() == 0) {
          assertThat(client.at("clone" + round).git("rev-parse", "HEAD")).isEqualTo(tip);
        } else {
          assertThat(outcome.err()).containsAnyOf("no such project", "HTTP 404", "been deleted");
        }
      }
      Tidiness tidiness = new Tidiness(server);
      server.program().await("no repository is left", tidiness::hasNoRepository);
      tidiness.await();
      // JGit has its own opinion of files that go away.
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR i.w.", "ERROR io.wherry");
    }
  }

  private static JarServer start() throws IOException {
    JarServer server = JarServer.start();
    server.run("group", "create", "old").success();
    server.run("group", "create", "new/home", "--parents").success();
    return server;
  }

  private Api owner(JarServer server, String name) throws IOException {
    Token person = server.person(name);
    server.member("--group", "old", person, "owner");
    server.member("--group", "new", person, "owner");
    return Api.asRoot(server, client).as(server.personalToken(person, "api").secret());
  }

  /** A project with something to clone; where it is in the API. */
  private String project(JarServer server, Api owner, String name) throws IOException {
    String group = "namespace_id=" + owner.get("/groups/old").expect(200).json().get("id");
    String id = owner.create("/projects", "name=" + name, "path=" + name, group).get("id").asText();
    client.git("push", "--quiet", server.rootUrl("old/" + name + ".git"), "main");
    return "/projects/" + id;
  }

  private Program startClone(JarServer server, int round) throws IOException {
    String url = server.rootUrl("old/app" + round + ".git");
    return client.startGit("clone", "--quiet", url, "clone" + round);
  }

  private void assertWhole(Program clone, Client cloned) throws IOException {
    clone.end().ended(0);
    assertThat(cloned.git("rev-parse", "HEAD")).isEqualTo(tip);
    cloned.git("fsck", "--strict", "--full");
  }
}
