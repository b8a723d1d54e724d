package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.Project;
import io.wherry.page.PageRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is changed while a push comes counts when it has come. */
@Timeout(60) // Java 17's client waits for ever where it is refused before it sends the body.
class LatePushTest {
  private final RawPack pack = new RawPack();
  private TestServer server;
  private Project app;
  private ObjectId tip = ObjectId.zeroId();

  @BeforeEach
  void start() throws Exception {
    server = TestServer.start();
    app = server.project("app");
    tip = Commits.fill(server, app);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private ObjectId tag() throws Exception {
    return pack.add(Constants.OBJ_TAG, RawPack.tag(tip));
  }

  /**
   * The pack of a push can take its time: what was granted at its beginning may be taken by then.
   */
  @ParameterizedTest
  @ValueSource(strings = {"role", "block", "token", "nothing"})
  void whoMayNotPushAnyMoreWhenThePackHasComeChangesNothing(String what) throws Exception {
    User person = server.user("person");
    server.member(app, person, Role.DEVELOPER);
    String token = server.personalToken(person, PersonalScope.WRITE_REPOSITORY).reveal();
    Map<String, Consumer<TestServer>> taking =
        Map.of(
            "role", to -> to.memberDesk().remove(app, person, TestServer.AS_OWNER),
            "block", to -> to.peopleDesk().block(person, true, By.COMMAND_LINE),
            "token", to -> revokeAll(to, person),
            "nothing", to -> {});
    String answer =
        pushMeanwhile(
            TestServer.basic("person", token),
            new Push().create(tag(), "refs/tags/x").with(pack.bytes()),
            () -> taking.getOrDefault(what, to -> {}).accept(server));
    boolean taken = what.equals("nothing");
    assertThat(answer.contains("may not push here any more")).isNotEqualTo(taken);
    assertThat(Commits.tip(server, app, "refs/tags/x").isPresent()).isEqualTo(taken);
  }

  /** A deletion takes the rights first, and the bytes a moment later. */
  @Test
  void whoPushesToAProjectThatIsBeingDeletedIsToldSo() throws Exception {
    String answer = pushByPassword(this::deleteRow);
    assertThat(answer).contains("ng refs/tags/x this project has been deleted");
    assertThat(Commits.tip(server, app, "refs/tags/x")).isEmpty();
  }

  /** Somebody else guesses meanwhile, or the person's own other client does. */
  @Test
  void wrongPasswordsOfOthersDoNotEndAPush() throws Exception {
    String answer =
        pushByPassword(
            () -> {
              Rest guess = Rest.basic(server, "person", "a wrong one");
              for (int i = 0; i < 31; i++) {
                guess.get("/user");
              }
              assertThat(guess.get("/user").status()).isEqualTo(429);
            });
    assertThat(answer).contains("ok refs/tags/x");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoMayNotRewriteAnyMoreWhenThePackHasComeDeletesNothing(boolean taken) throws Exception {
    User person = server.user("person");
    server.member(app, person, Role.MAINTAINER);
    String token = server.personalToken(person, PersonalScope.WRITE_REPOSITORY).reveal();
    try (Repository repository = server.open(app)) {
      Commits.commit(repository, "refs/heads/other", new byte[] {1});
    }
    ObjectId other = Commits.tip(server, app, "refs/heads/other").orElseThrow();
    String answer =
        pushMeanwhile(
            TestServer.basic("person", token),
            new Push().command(other, ObjectId.zeroId(), "refs/heads/other"),
            () -> {
              if (taken) {
                server.memberDesk().change(app, person, Role.DEVELOPER, TestServer.AS_OWNER);
              }
            });
    assertThat(answer.contains("only maintainers may delete branches")).isEqualTo(taken);
    assertThat(Commits.tip(server, app, "refs/heads/other").isPresent()).isEqualTo(taken);
  }

  @Test
  void whereRewritingWasSwitchedOffMeanwhileADeveloperDeletesNothing() throws Exception {
    User person = server.user("person");
    server.member(app, person, Role.DEVELOPER);
    String token = server.personalToken(person, PersonalScope.WRITE_REPOSITORY).reveal();
    try (Repository repository = server.open(app)) {
      Commits.commit(repository, "refs/heads/other", new byte[] {1});
    }
    ObjectId other = Commits.tip(server, app, "refs/heads/other").orElseThrow();
    allowRewriting(true);
    String answer =
        pushMeanwhile(
            TestServer.basic("person", token),
            new Push().command(other, ObjectId.zeroId(), "refs/heads/other"),
            () -> allowRewriting(false));
    assertThat(answer).contains("only maintainers may delete branches");
    assertThat(Commits.tip(server, app, "refs/heads/other")).isPresent();
  }

  private void allowRewriting(boolean allowed) {
    Rest.Reply reply =
        Rest.root(server)
            .put("/projects/" + app.id(), Map.of("rewriting_enabled", String.valueOf(allowed)));
    assertThat(reply.status()).isEqualTo(200);
  }

  /** A developer's push of the tag {@code x}. */
  private String pushByPassword(Runnable meanwhile) throws Exception {
    server.member(app, server.user("person"), Role.DEVELOPER);
    return pushMeanwhile(
        TestServer.basic("person", TestServer.PASSWORD),
        new Push().create(tag(), "refs/tags/x").with(pack.bytes()),
        meanwhile);
  }

  /** Does that when the server has let the push in and asks for its body. */
  private String pushMeanwhile(String authorization, Push push, Runnable meanwhile)
      throws Exception {
    var client = new GitClient(server);
    byte[] body = push.body();
    var request =
        client
            .request("app.git" + GitCall.PUSH.suffix(), authorization)
            .header("Content-Type", "application/x-git-receive-pack-request")
            .expectContinue(true)
            .POST(
                BodyPublishers.ofInputStream(
                    () -> {
                      meanwhile.run();
                      return new ByteArrayInputStream(body);
                    }));
    HttpResponse<String> answer = client.send(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void deleteRow() {
    server
        .namespaces()
        .delete(
            app.id(),
            gone -> AuditEvent.of(server.clock.instant(), By.COMMAND_LINE, "gone", gone.subject()));
  }

  private static void revokeAll(TestServer server, User person) {
    server
        .personalTokens()
        .list(person.id(), PageRequest.EVERYTHING)
        .items()
        .forEach(token -> server.personalTokenDesk().revoke(token, By.COMMAND_LINE));
  }
}
