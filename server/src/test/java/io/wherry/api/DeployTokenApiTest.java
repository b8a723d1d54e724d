package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Project;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Deploy tokens by the API: what is made, shown, listed, changed, rotated and deleted. */
class DeployTokenApiTest {
  private static final Map<String, Object> DRAFT =
      Map.of("name", "t", "scopes", List.of("read_repository"));

  private TestServer server;
  private Rest root;
  private Project app;
  private Group group;
  private String ofProject;
  private String ofGroup;

  @BeforeEach
  void fill() throws IOException {
    server = TestServer.start();
    root = Rest.root(server);
    app = server.project("acme/app");
    group = (Group) server.namespaces().find(new NamespaceRef.ByPath("acme")).orElseThrow();
    ofProject = "/projects/" + app.id() + "/deploy_tokens";
    ofGroup = "/groups/" + group.id() + "/deploy_tokens";
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** The status of a fetch. */
  private int fetch(JsonNode token) {
    String secret = token.get("token").asText();
    var request =
        HttpRequest.newBuilder(
                URI.create(server.url() + "/acme/app.git/info/refs?service=git-upload-pack"))
            .header("Authorization", TestServer.basic(token.get("username").asText(), secret))
            .build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNewTokenShowsItsSecretOnceAndClones() {
    JsonNode made = root.post(ofProject, DRAFT).success();
    assertThat(made.get("token").asText()).matches("gldt-[0-9a-zA-Z_-]{20}");
    assertThat(made.get("username").asText()).isEqualTo("gitlab+deploy-token-" + made.get("id"));
    assertThat(made.get("expires_at").isNull()).isTrue();
    assertThat(fetch(made)).isEqualTo(200);
    JsonNode shown = root.get(ofProject + "/" + made.get("id")).success();
    assertThat(shown.has("token")).isFalse();
    assertThat(shown.get("creator").get("username").asText()).isEqualTo("root");
    assertThat(root.get(ofProject).success().get(0)).isEqualTo(shown);
    assertThat(root.get("/deploy_tokens").success().get(0)).isEqualTo(shown);
    assertThat(root.get(ofGroup).success()).isEmpty();
  }

  /** The body of a form in parts. */
  private static String inParts(Map<String, String> values) {
    var body = new StringBuilder();
    values.forEach(
        (name, value) ->
            body.append(
                "--x\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(name, value)));
    return body + "--x--\r\n";
  }

  @Test
  void allFormsOfABodyMakeTheSameToken() {
    String form =
        "name=t&expires_at=2030-01-01T00%3A00%3A00Z&username=u"
            + "&scopes%5B%5D=read_registry&scopes%5B%5D=read_repository";
    String scopes = "read_registry,read_repository";
    String parts = inParts(Map.of("name", "t", "scopes", scopes, "expires_at", "2030-01-01"));
    String end = "2030-01-01T00:00:00.000Z";
    var json = Map.of("name", "t", "scopes", scopes, "expires_at", end, "username", "");
    var replies =
        List.of(
            root.send("POST", ofGroup, "application/x-www-form-urlencoded", form),
            root.send("POST", ofGroup, "multipart/form-data; boundary=x", parts),
            root.post(ofGroup, json));
    for (Rest.Reply reply : replies) {
      assertThat(reply.status()).as(reply.response().body()).isEqualTo(201);
      assertThat(reply.text("name")).isEqualTo("t");
      assertThat(reply.text("expires_at")).isEqualTo("2030-01-01T00:00:00.000Z");
      assertThat(reply.body().get("scopes"))
          .extracting(JsonNode::asText)
          .containsExactly("read_repository", "read_registry");
    }
  }

  @Test
  void aDateInThePastIsAcceptedWithAWarning() {
    Rest.Reply reply =
        root.post(
            ofProject,
            Map.of("name", "t", "scopes", "read_repository", "expires_at", "2020-01-01"));
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.header("Warning")).contains("expires_at");
    assertThat(reply.body().get("expired").asBoolean()).isTrue();
    assertThat(reply.body().get("active").asBoolean()).isFalse();
    assertThat(fetch(reply.body())).isEqualTo(401);
  }

  @Test
  void deletedIsGoneAndStaysInTheAudit() {
    JsonNode made = root.post(ofProject, DRAFT).success();
    String one = ofProject + "/" + made.get("id");
    assertThat(root.delete(one).status()).isEqualTo(204);
    assertThat(root.get(one).status()).isEqualTo(404);
    assertThat(root.delete(one).status()).isEqualTo(404);
    assertThat(root.get(ofProject).success()).isEmpty();
    assertThat(fetch(made)).isEqualTo(401);
    assertThat(root.get("/audit_events").success())
        .extracting(event -> event.get("event_name").asText())
        .contains("deploy_token_created", "deploy_token_destroyed");
  }

  @Test
  void aRotatedTokenWorksWithBothSecretsUntilTheOverlapEnds() {
    JsonNode made = root.post(ofProject, DRAFT).success();
    String one = ofProject + "/" + made.get("id");
    JsonNode rotated = root.post(one + "/rotate", Map.of("overlap_seconds", 3600)).success();
    assertThat(rotated.get("token")).isNotEqualTo(made.get("token"));
    assertThat(fetch(made)).isEqualTo(200);
    assertThat(fetch(rotated)).isEqualTo(200);
    server.clock.advance(Duration.ofMinutes(59));
    assertThat(fetch(made)).isEqualTo(200);
    server.clock.advance(Duration.ofMinutes(1));
    assertThat(fetch(made)).isEqualTo(401);
    assertThat(fetch(rotated)).isEqualTo(200);
  }

  @Test
  void withoutAnOverlapTheFormerSecretEndsAtOnce() {
    JsonNode made = root.post(ofProject, DRAFT).success();
    String one = ofProject + "/" + made.get("id");
    JsonNode rotated = root.post(one + "/rotate", Map.of("expires_at", "2030-01-01")).success();
    assertThat(rotated.get("expires_at").asText()).isEqualTo("2030-01-01T00:00:00.000Z");
    assertThat(fetch(made)).isEqualTo(401);
    assertThat(fetch(rotated)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "2592001", "soon", "99999999999999999999"})
  void anOverlapOutOfRangeIsRefused(String overlap) {
    JsonNode made = root.post(ofProject, DRAFT).success();
    Rest.Reply reply =
        root.post(ofProject + "/" + made.get("id") + "/rotate", Map.of("overlap_seconds", overlap));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(fetch(made)).isEqualTo(200);
  }

  @Test
  void aPatchChangesWhatItNamesAndNothingElse() {
    JsonNode made =
        root.post(
                ofProject,
                Map.of("name", "t", "scopes", "read_repository", "expires_at", "2030-01-01"))
            .success();
    String one = ofProject + "/" + made.get("id");
    JsonNode renamed = root.patch(one, Map.of("name", "new", "username", "deployer")).success();
    assertThat(renamed.get("name").asText()).isEqualTo("new");
    assertThat(renamed.get("username").asText()).isEqualTo("deployer");
    assertThat(renamed.get("scopes")).isEqualTo(made.get("scopes"));
    assertThat(renamed.get("expires_at")).isEqualTo(made.get("expires_at"));
    JsonNode endless = root.patch(one, Map.of("expires_at", "", "username", "")).success();
    assertThat(endless.get("expires_at").isNull()).isTrue();
    assertThat(endless.get("username")).isEqualTo(made.get("username"));
    root.patch(one, Map.of("scopes", List.of("read_registry"))).success();
    assertThat(fetch(made)).as("the scope was taken").isEqualTo(403);
    assertThat(root.patch(one, Map.of("scopes", List.of())).status()).isEqualTo(400);
  }

  @Test
  void listsAreFilteredByState() {
    root.post(ofGroup, DRAFT).success();
    root.post(ofGroup, Map.of("name", "e", "scopes", "read_registry", "expires_at", "2020-01-01"));
    JsonNode revoked = root.post(ofGroup, DRAFT).success();
    server.tokenDesk().revoke(group, revoked.get("id").asLong(), By.COMMAND_LINE);
    assertThat(root.get(ofGroup).success()).hasSize(3);
    assertThat(root.get(ofGroup + "?active=False").success()).hasSize(3);
    assertThat(root.get(ofGroup + "?active=True").success()).hasSize(1);
    assertThat(root.get(ofGroup + "?state=expired").success()).hasSize(1);
    assertThat(root.get(ofGroup + "?state=revoked").success().get(0).get("id"))
        .isEqualTo(revoked.get("id"));
    assertThat(root.get(ofGroup + "?state=other").status()).isEqualTo(400);
  }

  @Test
  void pagesLeadThroughTheWholeList() {
    for (int i = 0; i < 7; i++) {
      root.post(ofGroup, DRAFT).success();
    }
    var ids = new TreeSet<Long>();
    String next = ofGroup + "?per_page=3";
    int pages = 0;
    while (!next.isEmpty()) {
      Rest.Reply reply = root.get(next);
      reply.success().forEach(token -> ids.add(token.get("id").asLong()));
      assertThat(reply.header("X-Total")).isEqualTo("7");
      assertThat(reply.header("X-Total-Pages")).isEqualTo("3");
      assertThat(reply.header("X-Per-Page")).isEqualTo("3");
      pages++;
      assertThat(reply.header("X-Page")).isEqualTo(String.valueOf(pages));
      next =
          reply.header("X-Next-Page").isEmpty()
              ? ""
              : reply.header("Link").replaceFirst(".*<([^>]+)>; rel=\"next\".*", "$1");
      next = next.replace(server.url() + "/api/v4", "");
    }
    assertThat(pages).isEqualTo(3);
    assertThat(ids).hasSize(7);
  }

  /** Bad-input row 11: what becomes of a token whose creator is gone. */
  @Test
  void badInput11ATokenOutlivesItsCreator() {
    User user = server.user("creator");
    server.member(group, user, Role.OWNER);
    server.member(group, server.user("heir"), Role.OWNER);
    Rest creator = Rest.with(server, server.personalToken(user, PersonalScope.API).reveal());
    JsonNode made = creator.post(ofGroup, DRAFT).success();
    server.peopleDesk().block(user, true, By.COMMAND_LINE);
    assertThat(creator.get(ofGroup).status()).isEqualTo(403);
    assertThat(fetch(made)).isEqualTo(200);
    server.peopleDesk().delete(user, By.COMMAND_LINE);
    assertThat(creator.get(ofGroup).status()).isEqualTo(401);
    assertThat(fetch(made)).isEqualTo(200);
    JsonNode shown = root.get(ofGroup + "/" + made.get("id")).success();
    assertThat(shown.get("creator").isNull()).isTrue();
  }
}
