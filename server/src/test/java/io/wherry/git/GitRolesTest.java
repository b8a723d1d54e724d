package io.wherry.git;

import static io.wherry.git.GitAnswers.assertChallenged;
import static io.wherry.git.GitAnswers.assertPlain;
import static io.wherry.git.GitAnswers.assertServed;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.access.Guesses;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Visibility;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people may clone and push, by their roles, scopes and passwords. */
class GitRolesTest {
  private static TestServer server;
  private static GitClient client;
  private static Members members;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    client = new GitClient(server);
    members = new Members(server);
    Group acme = server.group("acme");
    for (Visibility visibility : Visibility.values()) {
      server.project("acme/" + visibility, visibility);
    }
    server.offerRepository(server.project("acme/off", Visibility.PUBLIC), false);
    members.ofEveryRole(acme);
    members.person("stranger", PersonalScope.API);
    server.member(acme, members.person("api-reader", PersonalScope.READ_API), Role.OWNER);
    server.member(acme, members.person("git-reader", PersonalScope.READ_REPOSITORY), Role.OWNER);
    server.member(acme, members.person("git-writer", PersonalScope.WRITE_REPOSITORY), Role.OWNER);
    User blocked = members.person("blocked", PersonalScope.API);
    server.member(acme, blocked, Role.OWNER);
    server.peopleDesk().block(blocked, true, By.COMMAND_LINE);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  /** Statuses of fetches and of pushes. */
  @ParameterizedTest
  @CsvSource({
    "nobody,     private,  401, 401",
    "nobody,     internal, 401, 401",
    "nobody,     public,   200, 401",
    "stranger,   private,  404, 404",
    "stranger,   internal, 200, 403",
    "stranger,   public,   200, 403",
    "stranger,   missing,  404, 404",
    "guest,      private,  403, 403",
    "guest,      internal, 200, 403",
    "guest,      public,   200, 403",
    "reporter,   private,  200, 403",
    "developer,  private,  200, 200",
    "developer,  internal, 200, 200",
    "maintainer, private,  200, 200",
    "owner,      private,  200, 200",
    "owner,      off,      404, 404",
    "root,       private,  200, 200",
    "root,       off,      404, 404",
    "api-reader, private,  403, 403",
    "api-reader, public,   403, 403",
    "git-reader, private,  200, 403",
    "git-writer, private,  200, 200",
    "blocked,    private,  403, 403",
    "blocked,    public,   403, 403",
  })
  void aRoleOpensWhatItIsFor(String who, String project, int fetch, int push) throws Exception {
    for (GitCall call : GitCall.values()) {
      HttpResponse<String> answer =
          client.call(call, "acme/" + project, members.authorization(who));
      int expected = call.isPush() ? push : fetch;
      switch (expected) {
        case 200 -> assertServed(answer, call);
        case 401 -> assertChallenged(answer);
        default -> assertPlain(answer, expected, "");
      }
    }
  }

  @Test
  void whatIsHiddenFromAStrangerLooksLikeWhatIsNotThere() throws Exception {
    String stranger = members.authorization("stranger");
    for (GitCall call : GitCall.values()) {
      assertThat(client.call(call, "acme/private", stranger).body())
          .isEqualTo(client.call(call, "acme/missing", stranger).body());
    }
  }

  @Test
  void aRoleCountsFromTheNextRequestOn() throws Exception {
    Group group = server.group("changing");
    server.project("changing/app");
    User user = members.person("changing", PersonalScope.API);
    String authorization = members.authorization("changing");
    assertPlain(client.call(GitCall.FETCH, "changing/app", authorization), 404, "no such");
    server.member(group, user, Role.REPORTER);
    assertServed(client.call(GitCall.FETCH, "changing/app", authorization), GitCall.FETCH);
    server.memberDesk().remove(group, user, TestServer.AS_OWNER);
    assertPlain(client.call(GitCall.FETCH, "changing/app", authorization), 404, "no such");
    server.peopleDesk().block(user, true, By.COMMAND_LINE);
    assertPlain(client.call(GitCall.FETCH, "changing/app", authorization), 403, "blocked");
    server.peopleDesk().delete(user, By.COMMAND_LINE);
    assertChallenged(client.call(GitCall.FETCH, "changing/app", authorization));
  }

  @Test
  void aPasswordOpensWhatItsPersonMayUntilItWasGuessedAtTooOften() throws Exception {
    String right = TestServer.basic("Developer", TestServer.PASSWORD);
    String wrong = TestServer.basic("developer", TestServer.PASSWORD + "!");
    assertServed(client.call(GitCall.PUSH, "acme/private", right), GitCall.PUSH);
    for (int i = 0; i < 15; i++) {
      assertChallenged(client.call(GitCall.FETCH, "acme/private", wrong));
      assertChallenged(client.call(GitCall.PUSH_REFS, "acme/private", wrong));
    }
    HttpResponse<String> refused = client.call(GitCall.FETCH, "acme/private", right);
    assertPlain(refused, 429, "too many wrong passwords");
    assertThat(refused.headers().firstValue("Retry-After")).contains("6");
    String token = members.authorization("developer");
    assertServed(client.call(GitCall.FETCH, "acme/private", token), GitCall.FETCH);
    server.clock.advance(Duration.ofSeconds(Guesses.RETRY_SECONDS));
    assertServed(client.call(GitCall.FETCH, "acme/private", right), GitCall.FETCH);
  }
}
