package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Project;
import io.wherry.token.IssuedToken;
import io.wherry.token.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Administrators read what happened. */
class AuditEventsTest {
  private static final String EVENTS = "/audit_events";

  private static TestServer server;
  private static Rest root;
  private static User ann;
  private static Group acme;
  private static Project app;
  private static IssuedToken token;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
    ann = server.user("ann");
    acme = server.group("acme");
    app = server.project("acme/app");
    token = server.token(app, Scope.READ_REPOSITORY);
    server.member(acme, ann, Role.GUEST);
    server.clock.set(Instant.parse("2026-06-02T12:00:00Z"));
    root.put("/users/" + ann.id(), Map.of("name", "Ann"));
    var by = new By(By.Kind.DEPLOY_TOKEN, token.token().id(), "test", "10.0.0.1", "git/2.50");
    Instant now = server.clock.instant();
    server
        .auditLog()
        .add(List.of(AuditEvent.of(now, by, "repository_git_operation", app.subject())));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static JsonNode first(String query) throws Exception {
    return root.get(EVENTS + query).body().get(0);
  }

  @Test
  void nobodyElseReadsThem() throws Exception {
    Rest asAnn = Rest.password(server, ann);

    assertThat(asAnn.get(EVENTS).status()).isEqualTo(403);
    assertThat(asAnn.get(EVENTS + "/1").status()).isEqualTo(403);
    assertThat(Rest.nobody(server).get(EVENTS).status()).isEqualTo(401);
  }

  @Test
  void eventSaysWhoDidWhatToWhom() throws Exception {
    JsonNode event = first("?entity_type=User&entity_id=" + ann.id());

    assertThat(event.get("event_name").asText()).isEqualTo("user_updated");
    assertThat(event.get("author_id").asLong()).isEqualTo(1);
    assertThat(event.get("entity_id").asLong()).isEqualTo(ann.id());
    assertThat(event.get("entity_type").asText()).isEqualTo("User");
    assertThat(event.get("created_at").asText()).isEqualTo("2026-06-02T12:00:00.000Z");
    JsonNode details = event.get("details");
    assertThat(details.get("author_name").asText()).isEqualTo("root");
    assertThat(details.get("author_class").asText()).isEqualTo("User");
    assertThat(details.get("target_id").asLong()).isEqualTo(ann.id());
    assertThat(details.get("entity_path").asText()).isEqualTo("ann");
    assertThat(details.get("ip_address").asText()).isEqualTo("127.0.0.1");
    assertThat(details.get("user_agent").asText()).startsWith("Java-http-client");
    assertThat(details.get("email").asText()).isEqualTo("ann@example.org");
  }

  @Test
  void deployTokensAndTheCommandLineAreNobody() throws Exception {
    JsonNode byToken = first("?entity_type=Project&entity_id=" + app.id());
    JsonNode byCommand = first("?entity_type=Group");

    assertThat(byToken.get("author_id").asLong()).isEqualTo(-2);
    assertThat(byToken.at("/details/author_class").asText()).isEqualTo("DeployToken");
    assertThat(byToken.at("/details/author_name").asText()).isEqualTo("test");
    assertThat(byToken.at("/details/deploy_token_id").asLong()).isEqualTo(token.token().id());
    assertThat(byCommand.get("author_id").asLong()).isEqualTo(-3);
    assertThat(byCommand.at("/details/author_class").asText()).isEqualTo("CommandLine");
  }

  @Test
  void targetIsWhatWasDoneSomethingTo() throws Exception {
    JsonNode member = first("?entity_type=Group&entity_id=" + acme.id());
    JsonNode made = root.get(EVENTS + "?entity_type=Project").body().get(1);

    assertThat(member.get("event_name").asText()).isEqualTo("member_created");
    assertThat(member.at("/details/target_id").asLong()).isEqualTo(ann.id());
    assertThat(made.get("event_name").asText()).isEqualTo("deploy_token_created");
    assertThat(made.at("/details/target_id").asLong()).isEqualTo(token.token().id());
    assertThat(made.at("/details/entity_path").asText()).isEqualTo("acme/app");
  }

  @Test
  void listIsNarrowedByTime() throws Exception {
    String day = "2026-06-02T12:00:00Z";

    assertThat(root.get(EVENTS + "?created_after=2026-06-02").texts("event_name"))
        .containsExactly("repository_git_operation", "user_updated");
    assertThat(root.get(EVENTS + "?created_after=" + day).texts("id")).hasSize(2);
    assertThat(root.get(EVENTS + "?created_before=" + day + "&created_after=" + day).texts("id"))
        .hasSize(2);
    assertThat(root.get(EVENTS + "?created_before=2026-06-02").texts("event_name"))
        .isNotEmpty()
        .doesNotContain("user_updated");
    assertThat(root.get(EVENTS + "?created_after=2027-01-01").texts("id")).isEmpty();
  }

  @Test
  void listComesInPagesTheLatestFirst() throws Exception {
    Rest.Reply all = root.get(EVENTS);
    Rest.Reply second = root.get(EVENTS + "?per_page=1&page=2");

    assertThat(all.texts("id").stream().map(Long::valueOf))
        .isSortedAccordingTo((one, other) -> Long.compare(other, one));
    assertThat(second.texts("id")).containsExactly(all.texts("id").get(1));
    assertThat(second.header("X-Total")).isEqualTo(String.valueOf(all.texts("id").size()));
  }

  @Test
  void oneIsFoundById() throws Exception {
    JsonNode event = first("");

    Rest.Reply answer = root.get(EVENTS + "/" + event.get("id").asText());

    assertThat(answer.body()).isEqualTo(event);
    assertThat(root.get(EVENTS + "/999999").status()).isEqualTo(404);
    assertThat(root.get(EVENTS + "/x").status()).isEqualTo(400);
  }

  @Test
  void whatCannotBeReadIsNamed() throws Exception {
    assertThat(root.get(EVENTS + "?entity_type=Cat").text("error"))
        .isEqualTo("entity_type does not have a valid value");
    assertThat(root.get(EVENTS + "?entity_id=1").text("error")).isEqualTo("entity_type is missing");
    assertThat(root.get(EVENTS + "?created_after=yesterday").text("error"))
        .isEqualTo("created_after is invalid");
  }
}
