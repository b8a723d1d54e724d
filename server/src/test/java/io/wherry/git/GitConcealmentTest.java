package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.secret.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is not there and what is not yours look the same, to the last byte. */
class GitConcealmentTest {
  private static TestServer server;
  private static GitClient client;
  private static Group acme;
  private static Project app;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    acme = server.group("acme");
    app = server.project("acme/app");
    server.project("other/private");
    server.project("other/public", Visibility.PUBLIC);
    server.deleteRepository(server.project("acme/gone"));
    server.offerRepository(server.project("acme/off"), false);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = GitCall.class,
      names = {"FETCH_REFS", "FETCH"})
  void readerIsToldTheSameOfEveryPlaceItMayNotRead(GitCall call) throws Exception {
    IssuedToken group = server.token(server.group("group-" + call), Scope.READ_REPOSITORY);
    IssuedToken holder = server.token(acme, Scope.READ_REPOSITORY);
    var answers = new LinkedHashMap<String, HttpResponse<String>>();
    for (String path : List.of("acme/app", "other/private", "other/public", "acme/no", "acme")) {
      answers.put("group token on " + path, client.call(call, path, group));
    }
    for (String path :
        List.of("other/private", "acme/gone", "acme/off", "acme/no", "x".repeat(99))) {
      answers.put("holder's token on " + path, client.call(call, path, holder));
    }

    assertAllTheSame(answers);
  }

  @ParameterizedTest
  @EnumSource(GitCall.class)
  void everyBadCredentialIsToldTheSame(GitCall call) throws Exception {
    IssuedToken good = server.token(app, Scope.READ_REPOSITORY);
    String secret = good.secret().reveal();
    IssuedToken revoked = server.token(app, Scope.READ_REPOSITORY);
    server.revoke(revoked);
    IssuedToken expired =
        server.token(app, new Expiry(server.clock.instant()), Scope.READ_REPOSITORY);
    var answers = new LinkedHashMap<String, HttpResponse<String>>();
    for (String path : List.of("acme/app", "other/public", "acme/no")) {
      answers.put("unknown on " + path, client.call(call, path, TestServer.basic("u", "secret")));
      answers.put("other user on " + path, client.call(call, path, TestServer.basic("u", secret)));
      answers.put("revoked on " + path, client.call(call, path, revoked));
      answers.put("expired on " + path, client.call(call, path, expired));
      answers.put("unreadable on " + path, client.call(call, path, "Basic ?"));
    }

    assertAllTheSame(answers);
  }

  @Test
  void pushByTokenIsRefusedTheSameWhateverThePath() throws Exception {
    IssuedToken token = server.token(app, Scope.READ_REPOSITORY);
    HttpResponse<String> first = client.call(GitCall.PUSH, "acme/app", token);
    for (String path : List.of("other/private", "acme/gone", "acme/off", "acme/no")) {
      HttpResponse<String> answer = client.call(GitCall.PUSH, path, token);

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(comparable(answer)).as(path).isEqualTo(comparable(first));
    }
  }

  @Test
  void whoKnowsNothingIsToldTheSameOfEveryPlaceThatIsNotPublic() throws Exception {
    var answers = new LinkedHashMap<String, HttpResponse<String>>();
    for (String path : List.of("acme/app", "acme/gone", "acme/off", "acme/no", "acme")) {
      answers.put(path, client.call(GitCall.FETCH_REFS, path, GitClient.NOBODY));
    }

    assertAllTheSame(answers);
  }

  private static void assertAllTheSame(Map<String, HttpResponse<String>> answers) {
    HttpResponse<String> first = answers.values().iterator().next();
    assertChallenged(first);
    answers.forEach(
        (name, answer) -> assertThat(comparable(answer)).as(name).isEqualTo(comparable(first)));
  }

  /** Everything but what is different in any two answers. */
  private static List<Object> comparable(HttpResponse<String> answer) {
    var headers = new LinkedHashMap<>(answer.headers().map());
    assertThat(headers).containsKeys("date", "x-request-id");
    headers.keySet().removeAll(List.of("date", "x-request-id"));
    return List.of(answer.statusCode(), headers, answer.body());
  }
}
