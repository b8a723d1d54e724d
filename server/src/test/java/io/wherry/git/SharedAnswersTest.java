package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Equal fetches share one answer, and nobody gets one that no longer applies. */
class SharedAnswersTest {
  private static final int MEGABYTE = 1 << 20;
  private static final int CLIENTS = 16;

  private static TestServer server;
  private static GitClient client;
  private static int projects;

  private Project project;
  private String path;
  private IssuedToken token;
  private long answersBefore;

  @BeforeAll
  static void startServer() throws IOException {
    server = TestServer.start();
    client = new GitClient(server);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void createProject() throws IOException {
    path = "acme/app" + projects++;
    project = server.project(path);
    token = server.token(project, Scope.READ_REPOSITORY);
    answersBefore = answers();
  }

  @Test
  void secondCloneIsSentWithoutLookingIntoTheRepository() throws Exception {
    String wanted = Fetch.everything(Commits.fill(server, project));
    String first = fetch(wanted).body();
    loseObjects();
    assertThat(fetch(wanted).body()).isEqualTo(first).contains("PACK");
    assertThat(answersOfThisTest()).isEqualTo(1);
  }

  @Test
  void clientsOfOtherVersionsShareAnAnswer() throws Exception {
    String wanted = Fetch.everything(Commits.fill(server, project));
    String first = fetch(wanted).body();
    assertThat(fetch(wanted.replace("agent=test", "agent=best")).body()).isEqualTo(first);
    assertThat(answersOfThisTest()).isEqualTo(1);
  }

  @Test
  void manyAtOnceGetOneAnswer() throws Exception {
    String wanted = Fetch.everything(large());
    var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < CLIENTS; i++) {
      asked.add(CompletableFuture.supplyAsync(() -> fetchUnchecked(wanted)));
    }
    String first = asked.get(0).get().body();
    assertThat(first.length()).isGreaterThan(2 * MEGABYTE);
    for (CompletableFuture<HttpResponse<String>> answer : asked) {
      assertThat(answer.get().body().equals(first)).as("the same bytes").isTrue();
    }
    assertThat(answersOfThisTest()).isEqualTo(1);
  }

  @Test
  void keptAnswerIsRefusedToARevokedToken() throws Exception {
    String wanted = Fetch.everything(Commits.fill(server, project));
    assertThat(fetch(wanted).statusCode()).isEqualTo(200);
    server.revoke(token);
    assertThat(fetch(wanted).statusCode()).isEqualTo(401);
  }

  @Test
  void keptAnswerIsRefusedWhereTheRepositoryIsSwitchedOff() throws Exception {
    String wanted = Fetch.everything(Commits.fill(server, project));
    assertThat(fetch(wanted).statusCode()).isEqualTo(200);
    server.offerRepository(project, false);
    assertThat(fetch(wanted).statusCode()).isNotEqualTo(200);
  }

  @Test
  void anotherProjectDoesNotGetThisOnesAnswer() throws Exception {
    Project other = server.project("acme/other");
    String wanted = Fetch.everything(Commits.fill(server, project));
    assertThat(fetch(wanted).body()).contains("PACK");
    IssuedToken others = server.token(other, Scope.READ_REPOSITORY);
    assertThat(fetch("acme/other", others, wanted).body()).doesNotContain("PACK");
  }

  @Test
  void commitOfADeletedBranchIsNotGivenOutAgain() throws Exception {
    Commits.fill(server, project);
    ObjectId secret;
    try (Repository repository = server.open(project)) {
      secret = Commits.commit(repository, "refs/heads/secret", new byte[] {1});
    }
    String wanted = Fetch.everything(secret);
    assertThat(fetch(wanted).body()).contains("PACK");
    try (Repository repository = server.open(project)) {
      RefUpdate deletion = repository.updateRef("refs/heads/secret");
      deletion.setForceUpdate(true);
      assertThat(deletion.delete()).isEqualTo(RefUpdate.Result.FORCED);
    }
    assertThat(fetch(wanted).body()).doesNotContain("PACK").contains(secret.name());
  }

  @Test
  void everyChangeOfARefIsListedAtOnce() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      ObjectId tip = Commits.fill(server, project);
      assertThat(client.refs(path + ".git", token).body()).contains(tip.name());
      assertThat(fetch(Fetch.refs("peel"), "version=2").body()).contains(tip.name());
    }
  }

  @Test
  void pushDropsTheAnswersOfItsProject() throws Exception {
    ObjectId tip = Commits.fill(server, project);
    fetch(Fetch.everything(tip));
    assertThat(answersOfThisTest()).isEqualTo(1);
    Project source = server.project("acme/source");
    ObjectId next = Commits.fill(server, source);
    new Push()
        .create(next, "refs/heads/other")
        .with(server, source, next)
        .send(client, path + ".git");
    assertThat(answersOfThisTest()).isZero();
  }

  @Test
  void refusalInGitsOwnWordsIsNotKept() throws Exception {
    Commits.fill(server, project);
    String wanted = Fetch.everything(ObjectId.fromString("1".repeat(40)));
    assertThat(fetch(wanted).body()).contains("not valid");
    assertThat(answersOfThisTest()).isZero();
  }

  @Test
  void onlyWhoAsksByTheFormerPathIsToldAboutTheMove() throws Exception {
    ObjectId tip = Commits.fill(server, project);
    String wanted =
        PacketLines.of("want " + tip.name() + " side-band-64k ofs-delta\n")
            + PacketLines.FLUSH
            + PacketLines.of("done\n");
    server.move(project, "acme/new");
    assertThat(fetch(path, token, wanted).body()).contains("has moved to acme/new");
    assertThat(fetch("acme/new", token, wanted).body()).doesNotContain("has moved");
    assertThat(fetch(path, token, wanted).body()).contains("has moved to acme/new", "PACK");
  }

  /** A partial clone asks for as many objects as there are files. */
  @Test
  void answersToLongRequestsAreShared() throws Exception {
    ObjectId tip = Commits.fill(server, project);
    String wanted =
        PacketLines.of("want " + tip.name() + " ofs-delta\n")
            + PacketLines.of("want " + tip.name() + "\n").repeat(100_000)
            + PacketLines.FLUSH
            + PacketLines.of("done\n");
    assertThat(fetch(wanted).body()).contains("PACK").isEqualTo(fetch(wanted).body());
    assertThat(answersOfThisTest()).isEqualTo(1);
  }

  private HttpResponse<String> fetch(String body) throws Exception {
    return fetch(path, token, body);
  }

  private HttpResponse<String> fetch(String path, IssuedToken by, String body) throws Exception {
    return client.send(
        Fetch.request(client, path, TestServer.basic(by)).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> fetch(String body, String protocol) throws Exception {
    return client.send(
        Fetch.request(client, path, TestServer.basic(token))
            .header("Git-Protocol", protocol)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> fetchUnchecked(String body) {
    try {
      return fetch(body);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A commit that takes some megabytes. */
  private ObjectId large() throws IOException {
    var content = new byte[3 * MEGABYTE];
    new Random(1).nextBytes(content);
    try (Repository repository = server.open(project)) {
      return Commits.commit(repository, "refs/heads/main", content);
    }
  }

  private void loseObjects() throws IOException {
    try (Repository repository = server.open(project)) {
      Path objects = repository.getDirectory().toPath().resolve("objects");
      Files.move(objects, objects.resolveSibling("lost"));
      Files.createDirectories(objects.resolve("pack"));
    }
  }

  private static Path scratch() throws IOException {
    try (Stream<Path> rooms = Files.list(server.data().resolve("scratch"))) {
      return rooms.filter(Files::isDirectory).toList().get(0);
    }
  }

  private long answersOfThisTest() throws IOException {
    return answers() - answersBefore;
  }

  private static long answers() throws IOException {
    Path directory = scratch().resolve("answers");
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
