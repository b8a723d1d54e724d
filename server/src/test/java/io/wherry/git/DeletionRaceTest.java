package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.Project;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** Requests that run while their project is deleted. */
class DeletionRaceTest {
  private static final int REQUESTS = 15;

  /** One for each place among the requests at which the deletion can come. */
  private static final int ROUNDS = REQUESTS;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** How a project is deleted. */
  private interface Deletion {
    void run(TestServer server, Project project) throws Exception;
  }

  @Test
  void everyRequestIsAnsweredOrToldWhyNotWhereTheServerDeletes() throws Exception {
    try (var server = TestServer.start()) {
      race(
          server,
          (at, project) ->
              assertThat(Rest.root(at).delete("/projects/" + project.id()).status()).isEqualTo(202),
          false);
    }
  }

  @Test
  void theSameWhereACommandBesideItDeletesAndNothingIsLeft() throws Exception {
    try (var server = TestServer.start()) {
      race(server, TestServer::delete, false);
      assertThat(repositories(server.data())).isEqualTo(1);
    }
  }

  @Test
  void theSameWhereEveryAnswerIsMadeForOneAlone() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_GIT_ANSWER_CACHE", "0"))) {
      race(server, TestServer::delete, true);
    }
  }

  /**
   * @param mayBreakOff where a pack may have been sent in part when its repository goes away
   */
  private void race(TestServer server, Deletion deletion, boolean mayBreakOff) throws Exception {
    Project source = server.project("acme/source");
    User developer = server.user("developer");
    String token = server.personalToken(developer, PersonalScope.API).reveal();
    for (int round = 0; round < ROUNDS; round++) {
      Project project = server.project("acme/round-" + round);
      // In the project alone: in a group he would make it anew.
      server.member(project, developer, Role.DEVELOPER);
      List<HttpRequest> requests = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i += 5) {
        // Another one each time: who pushes the same at once may be told to push again.
        ObjectId pushed = Commits.fill(server, source);
        var push = new Push().create(pushed, "refs/heads/branch-" + i).with(server, source, pushed);
        requests.addAll(requests(server, project, push, TestServer.basic("developer", token)));
      }
      var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
      for (HttpRequest request : requests) {
        if (answers.size() == round) {
          deletion.run(server, project);
        }
        answers.add(http.sendAsync(request, BodyHandlers.ofString(StandardCharsets.ISO_8859_1)));
      }
      for (var answer : answers) {
        if (mayBreakOff && brokeOff(answer)) {
          continue;
        }
        assertTold(answer.get());
      }
    }
  }

  private static void assertTold(HttpResponse<String> got) {
    assertThat(got.statusCode()).as(got.request() + " " + got.body()).isIn(200, 404);
    assertThat(got.body())
        .as("not as an empty repository")
        .doesNotContain("capabilities^{}")
        .isNotEqualTo(PacketLines.FLUSH);
    if (got.statusCode() == 200 && got.body().startsWith("ERR ", PacketLines.FLUSH.length())) {
      assertThat(got.body()).contains(GitErrors.DELETED);
    }
  }

  private static boolean brokeOff(CompletableFuture<HttpResponse<String>> answer)
      throws InterruptedException {
    try {
      return answer.get() == null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof IOException cause && !(cause instanceof HttpTimeoutException);
    }
  }

  /** The lists of both versions and a fetch; a push with its list. */
  private static List<HttpRequest> requests(
      TestServer server, Project project, Push push, String authorization) throws IOException {
    var client = new GitClient(server);
    String path = project.path().toString();
    String fetch = Fetch.everything(Commits.fill(server, project));
    return List.of(
        client.request(path + GitCall.FETCH_REFS.suffix(), authorization).GET().build(),
        Fetch.request(client, path, authorization)
            .header("Git-Protocol", "version=2")
            .POST(BodyPublishers.ofString(Fetch.refs()))
            .build(),
        Fetch.request(client, path, authorization).POST(BodyPublishers.ofString(fetch)).build(),
        client.request(path + GitCall.PUSH_REFS.suffix(), authorization).GET().build(),
        client
            .request(path + GitCall.PUSH.suffix(), authorization)
            .header("Content-Type", "application/x-git-receive-pack-request")
            .POST(BodyPublishers.ofByteArray(push.body()))
            .build());
  }

  private static long repositories(Path data) throws IOException {
    try (Stream<Path> homes = Files.walk(data.resolve("repositories"), 3)) {
      return homes.filter(home -> home.toString().endsWith(".git")).count();
    }
  }
}
