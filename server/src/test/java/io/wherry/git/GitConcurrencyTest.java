package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Project;
import io.wherry.token.Scope;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;

/** Many clients at once on few threads. */
class GitConcurrencyTest {
  private static final int CLIENTS = 12;
  private static final int ROUNDS = 20;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A token and what it reaches; nobody is a client without a token. */
  private record Client(String authorization, String path, ObjectId tip) {}

  private record Question(
      Client asking, Client about, CompletableFuture<HttpResponse<String>> answer) {}

  @Test
  void badInput24_everyTokenGetsItsOwnAnswerWhateverThreadServesIt() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_HTTP_THREADS", "8"))) {
      List<Client> clients = clients(server);
      var questions = new ArrayList<Question>();
      for (int i = 0; i < CLIENTS * ROUNDS; i++) {
        Client asking = clients.get(i % CLIENTS);
        Client about = clients.get((i * 7 + i / CLIENTS) % CLIENTS);
        questions.add(new Question(asking, asking, ask(server, asking, asking)));
        questions.add(new Question(asking, about, ask(server, asking, about)));
      }
      for (Question question : questions) {
        assertOwnAnswer(question, question.answer().get());
      }
    }
  }

  private static void assertOwnAnswer(Question question, HttpResponse<String> answer) {
    boolean mine =
        question.asking().equals(question.about()) && !question.asking().authorization().isEmpty();
    assertThat(answer.statusCode()).isEqualTo(mine ? 200 : 401);
    if (mine) {
      assertThat(answer.body()).contains(question.about().tip().name());
    }
  }

  private static List<Client> clients(TestServer server) throws Exception {
    var clients = new ArrayList<Client>();
    for (int i = 0; i < CLIENTS; i++) {
      Project project = server.project("acme/app-" + i);
      String authorization =
          i == 0 ? "" : TestServer.basic(server.token(project, Scope.READ_REPOSITORY));
      ObjectId tip = Commits.fill(server, project);
      clients.add(new Client(authorization, project.path().toString(), tip));
    }
    return clients;
  }

  private CompletableFuture<HttpResponse<String>> ask(
      TestServer server, Client asking, Client about) {
    var request =
        new GitClient(server)
            .request(about.path() + GitCall.FETCH_REFS.suffix(), asking.authorization());
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }
}
