package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** The same commit pushed by several clients at once: its pack has one name for all of them. */
class SamePushTest {
  private static final int ROUNDS = 10;
  private static final int CLIENTS = 8;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void everyPushIsTakenOrToldToComeAgain() throws Exception {
    try (var server = TestServer.start()) {
      Project source = server.project("acme/source");
      ObjectId commit = Commits.fill(server, source);
      for (int round = 0; round < ROUNDS; round++) {
        Project project = server.project("acme/round-" + round);
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (String branch : branches()) {
          var push = new Push().create(commit, branch).with(server, source, commit);
          answers.add(send(server, project, push));
        }
        for (int i = 0; i < CLIENTS; i++) {
          String answer = answers.get(i).get().body();
          assertThat(answer).containsAnyOf("unpack ok", "push again");
          if (answer.contains("unpack ok")) {
            assertThat(Commits.tip(server, project, branches().get(i))).hasValue(commit);
          }
        }
      }
    }
  }

  private static List<String> branches() {
    var branches = new ArrayList<String>();
    for (int i = 0; i < CLIENTS; i++) {
      branches.add("refs/heads/branch-" + i);
    }
    return branches;
  }

  private CompletableFuture<HttpResponse<String>> send(
      TestServer server, Project project, Push push) {
    var request =
        Push.request(new GitClient(server), project.path().toString())
            .POST(BodyPublishers.ofByteArray(push.body()));
    return http.sendAsync(request.build(), BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
  }
}
