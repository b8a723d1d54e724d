package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.token.Scope;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fetches need no kept answers: not where they are switched off nor where there is no room. */
class NoSharedAnswersTest {

  @Test
  void withoutACacheEveryAnswerIsMade() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_GIT_ANSWER_CACHE", "0"))) {
      assertFetches(server);
      assertThat(answers(server)).doesNotExist();
    }
  }

  @Test
  void unwritableCacheStopsNoFetch() throws Exception {
    try (var server = TestServer.start()) {
      Files.createFile(answers(server));
      assertFetches(server);
    }
  }

  private static void assertFetches(TestServer server) throws Exception {
    var client = new GitClient(server);
    Project project = server.project("acme/app");
    String wanted = Fetch.everything(Commits.fill(server, project));
    String authorization = TestServer.basic(server.token(project, Scope.READ_REPOSITORY));
    for (int i = 0; i < 2; i++) {
      var fetch =
          Fetch.request(client, "acme/app", authorization).POST(BodyPublishers.ofString(wanted));
      assertThat(client.send(fetch).body()).contains("PACK");
      assertThat(client.call(GitCall.FETCH_REFS, "acme/app", authorization).statusCode())
          .isEqualTo(200);
    }
  }

  private static Path answers(TestServer server) throws IOException {
    try (Stream<Path> rooms = Files.list(server.data().resolve("scratch"))) {
      return rooms.filter(Files::isDirectory).toList().get(0).resolve("answers");
    }
  }
}
