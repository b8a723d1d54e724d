package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static io.wherry.git.GitAnswers.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.http.RawHttp;
import io.wherry.namespace.Project;
import io.wherry.secret.Expiry;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a token begins to be refused: at an instant, and at the very next request. */
class GitTokenLifeTest {
  private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

  private static TestServer server;
  private static GitClient client;
  private Project app;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
  }

  @BeforeEach
  void makeProject() throws Exception {
    server.clock.set(START);
    app = server.project("acme/app");
  }

  @AfterEach
  void deleteProject() throws Exception {
    server.delete(app);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-02, 2026-06-02T00:00:00Z",
    "2028-02-29, 2028-02-29T00:00:00Z",
    "2026-06-02T02:00:00+02:00, 2026-06-02T00:00:00Z",
    "2026-06-02T23:59:59.500Z, 2026-06-02T23:59:59.500Z"
  })
  void tokenIsRefusedFromTheInstantOfItsExpiryOn(String given, Instant expiry) throws Exception {
    IssuedToken token = server.token(app, Expiry.parse(given), Scope.READ_REPOSITORY);
    for (GitCall call : GitCall.FETCHES) {
      server.clock.set(expiry.minusMillis(1));
      assertServed(client.call(call, "acme/app", token), call);
      server.clock.set(expiry);
      assertChallenged(client.call(call, "acme/app", token));
      server.clock.set(expiry.plusSeconds(1));
      assertChallenged(client.call(call, "acme/app", token));
    }
  }

  @Test
  void tokenWithoutAnExpiryIsServedInAThousandYears() throws Exception {
    IssuedToken token = server.token(app, Scope.READ_REPOSITORY);
    server.clock.set(Instant.parse("3026-01-01T00:00:00Z"));

    assertServed(client.refs("acme/app", token), GitCall.FETCH_REFS);
  }

  @Test
  void revokingEndsATokenBetweenTwoRequestsOfOneConnection() throws Exception {
    IssuedToken token = server.token(app, Scope.READ_REPOSITORY);
    try (var connection = RawHttp.connect(server)) {
      connection.send(refsRequest(token));
      assertThat(connection.next().status()).isEqualTo(200);
      server.revoke(token);
      connection.send(refsRequest(token));
      assertThat(connection.next().status()).isEqualTo(401);
    }
  }

  @Test
  void revokingEndsATokenBetweenTheRefsAndThePack() throws Exception {
    IssuedToken token = server.token(app, Scope.READ_REPOSITORY);
    assertServed(client.refs("acme/app", token), GitCall.FETCH_REFS);
    server.revoke(token);

    assertChallenged(client.call(GitCall.FETCH, "acme/app", token));
  }

  @Test
  void expiryEndsATokenBetweenTheRefsAndThePack() throws Exception {
    IssuedToken token = server.token(app, Expiry.parse("2026-06-02"), Scope.READ_REPOSITORY);
    assertServed(client.refs("acme/app", token), GitCall.FETCH_REFS);
    server.clock.set(Instant.parse("2026-06-02T00:00:00Z"));

    assertChallenged(client.call(GitCall.FETCH, "acme/app", token));
  }

  @Test
  void revokingOneTokenLeavesAnotherWithTheSameUsernameAlone() throws Exception {
    var draft = new TokenDraft("n", "robot", Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
    IssuedToken old = server.issue(app, draft);
    IssuedToken other = server.issue(app, draft);
    server.revoke(old);

    assertChallenged(client.refs("acme/app", old));
    assertServed(client.refs("acme/app", other), GitCall.FETCH_REFS);
  }

  @Test
  void deletingTheProjectEndsItsToken() throws Exception {
    IssuedToken token = server.token(app, Scope.READ_REPOSITORY);
    server.delete(app);
    assertChallenged(client.refs("acme/app", token));
    app = server.project("acme/app");

    assertChallenged(client.refs("acme/app", token));
  }

  private static String refsRequest(IssuedToken token) {
    return "GET /acme/app.git"
        + GitCall.FETCH_REFS.suffix()
        + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
        + TestServer.basic(token)
        + "\r\n\r\n";
  }
}
