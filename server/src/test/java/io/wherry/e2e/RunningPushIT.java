package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects that move or go while somebody pushes to them. */
final class RunningPushIT {
  /** More than the buffers of both ends hold. */
  private static final int PACK_BYTES = 24 << 20;

  private static final int SMALL_PACK_BYTES = 2 << 20;
  private static final int ROUNDS = 16;
  private static final int FIRST_BYTES = 1 << 20;
  private static final String OLD = "old/group/app";
  private static final String NEW = "new/home/renamed";
  private static final String DELETED = "this project has been deleted";

  @TempDir Path room;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void pushToAProjectThatMovesArrives() throws IOException {
    try (JarServer server = JarServer.start();
        Valve valve = Valve.ofRequests(server, FIRST_BYTES)) {
      server.project(OLD);
      server.run("group", "create", "new/home", "--parents").success();
      Client client = author(PACK_BYTES);
      Program push = startPush(client, valve.through(server.rootUrl(OLD + ".git")));
      valve.awaitFull(push);
      server.run("project", "move", OLD, NEW).success();
      valve.open();
      push.end().ended(0);
      assertThat(client.refs(server.rootUrl(NEW + ".git")))
          .containsEntry("refs/heads/main", client.git("rev-parse", "HEAD"));
      client.git("clone", "--quiet", "--mirror", server.rootUrl(NEW + ".git"), "all.git");
      client.at("all.git").git("fsck", "--strict", "--full");
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  /** By the server itself, and by a command beside it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pushToAProjectThatIsDeletedIsToldSoAndLeavesNothing(boolean byServer) throws IOException {
    try (JarServer server = JarServer.start();
        Valve valve = Valve.ofRequests(server, FIRST_BYTES)) {
      long project = server.project(OLD);
      Path repository = server.repository(project);
      Client client = author(PACK_BYTES);
      Program push = startPush(client, valve.through(server.rootUrl(OLD + ".git")));
      valve.awaitFull(push);
      if (byServer) {
        Api.asRoot(server, client).send("DELETE", "/projects/" + project).expect(202);
      } else {
        server.run("project", "delete", OLD).success();
      }
      server.program().await("the repository is gone", () -> !Files.exists(repository));
      valve.open();
      Outcome refused = push.end().failure();
      assertThat(refused.err()).contains("remote", DELETED);
      new Tidiness(server).await();
      new Tidiness(server).assertProjectsOnly();
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  @Test
  void everyPushBesideMovesArrives() throws IOException {
    try (JarServer server = JarServer.start()) {
      server.project(OLD);
      server.run("group", "create", "new/home", "--parents").success();
      Client client = Client.in(room);
      client.git("init", "--quiet", "--initial-branch=main");
      int pushes = 0;
      for (List<String> move : List.of(List.of(OLD, NEW), List.of(NEW, OLD), List.of(OLD, NEW))) {
        Program moving = server.startCommand("project", "move", move.get(0), move.get(1));
        while (moving.isRunning()) {
          client.commit("file.txt", "content " + pushes++);
          startPush(client, server.rootUrl(OLD + ".git")).end().ended(0);
        }
        moving.end().ended(0);
      }
      client.git("clone", "--quiet", "--mirror", server.rootUrl(NEW + ".git"), "all.git");
      Client all = client.at("all.git");
      all.git("fsck", "--strict", "--full");
      assertThat(all.git("rev-list", "--count", "main")).isEqualTo(String.valueOf(pushes));
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR", "WARN");
    }
  }

  @Test
  void pushBesideADeletionIsAcknowledgedOrToldWhyNot() throws IOException {
    try (JarServer server = JarServer.start()) {
      server.run("group", "create", "racy").success();
      Token developer = server.personalToken(server.person("developer"), "write_repository");
      Client client = author(SMALL_PACK_BYTES);
      var outcomes = new ArrayList<Outcome>();
      for (int round = 0; round < ROUNDS; round++) {
        outcomes.add(pushBesideDeletion(server, client, developer, round));
      }
      assertThat(outcomes)
          .allSatisfy(
              outcome ->
                  assertThat(outcome.code() == 0 || isClear(outcome.err()))
                      .as(outcome.toString())
                      .isTrue());
      Tidiness tidiness = new Tidiness(server);
      server.program().await("no repository is left", tidiness::hasNoRepository);
      tidiness.await();
      // JGit has its own opinion of files that go away.
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR i.w.", "ERROR io.wherry");
    }
  }

  /** The later the round, the later the deletion. */
  private static Outcome pushBesideDeletion(
      JarServer server, Client client, Token developer, int round) throws IOException {
    String path = "racy/round" + round;
    String id = "/projects/racy%2Fround" + round;
    client.git("push", "--quiet", server.rootUrl(path + ".git"), "main:made-by-this-push");
    Api api = Api.asRoot(server, client);
    // In the project alone: in the group the push might make it anew.
    api.create(id + "/members", "username=" + developer.username(), "access_level=30");
    client.commit("file.txt", "content " + round);
    Program push = startPush(client, server.url(developer, path + ".git"));
    for (int later = 0; later < round; later++) {
      api.get("/version").expect(200);
    }
    api.send("DELETE", id).expect(202);
    return push.end();
  }

  /** Of an answer with 404 to its second request Git shows nothing else. */
  private static boolean isClear(String err) {
    return err.contains("remote: there is no such project")
        || err.contains("HTTP 404")
        || err.contains(DELETED);
  }

  private Client author(int bytes) throws IOException {
    Client client = Client.in(room);
    client.git("init", "--quiet", "--initial-branch=main");
    var content = new byte[bytes];
    new Random(1).nextBytes(content);
    Files.write(client.file("large.bin"), content);
    client.git("add", "large.bin");
    client.git("commit", "--quiet", "--message", "large");
    return client;
  }

  private static Program startPush(Client client, String url) throws IOException {
    return client.startGit("push", "--quiet", url, "main");
  }
}
