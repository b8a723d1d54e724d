package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.Group;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups, projects and members by the API. */
class PlacesTest {
  private TestServer server;
  private Rest root;
  private Group acme;
  private User user;
  private Rest person;

  @BeforeEach
  void fill() throws IOException {
    server = TestServer.start();
    root = Rest.root(server);
    acme = server.group("acme");
    server.project("acme/tools/app");
    server.project("acme/open", Visibility.PUBLIC);
    server.project("acme/inside", Visibility.INTERNAL);
    user = server.user("person");
    person = Rest.with(server, server.personalToken(user, PersonalScope.API).reveal());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private static List<String> paths(Rest.Reply reply, String field) {
    return StreamSupport.stream(reply.success().spliterator(), false)
        .map(found -> found.get(field).asText())
        .sorted()
        .toList();
  }

  @Test
  void everybodySeesWhatIsHisToSee() {
    Rest nobody = Rest.at(server, Map.of());
    assertThat(paths(nobody.get("/projects"), "path_with_namespace")).containsExactly("acme/open");
    assertThat(paths(person.get("/projects"), "path_with_namespace"))
        .containsExactly("acme/inside", "acme/open");
    assertThat(paths(person.get("/groups"), "full_path")).isEmpty();
    server.member(server.place("acme/tools/app"), user, Role.GUEST);
    assertThat(paths(person.get("/projects?membership=true"), "path_with_namespace"))
        .containsExactly("acme/tools/app");
    assertThat(paths(person.get("/groups"), "full_path")).containsExactly("acme", "acme/tools");
    assertThat(paths(root.get("/projects"), "path_with_namespace")).hasSize(3);
    assertThat(paths(root.get("/groups/" + acme.id() + "/projects"), "path")).hasSize(2);
    assertThat(paths(root.get("/groups/acme/projects?include_subgroups=True"), "path")).hasSize(3);
    assertThat(paths(root.get("/groups/acme/subgroups"), "full_path"))
        .containsExactly("acme/tools");
  }

  @Test
  void whoeverMakesAGroupOwnsItAndManagesWhatIsInIt() {
    long group = person.post("/groups", Map.of("name", "Mine", "path", "mine")).id();
    long project = person.post("/projects", Map.of("name", "My App", "namespace_id", group)).id();
    JsonNode made = person.get("/projects/" + project).success();
    assertThat(made.get("path_with_namespace").asText()).isEqualTo("mine/my-app");
    assertThat(made.get("name_with_namespace").asText()).isEqualTo("Mine / My App");
    assertThat(made.get("visibility").asText()).isEqualTo("private");
    assertThat(made.get("http_url_to_repo").asText()).isEqualTo(server.url() + "/mine/my-app.git");
    assertThat(made.at("/permissions/group_access/access_level").asInt()).isEqualTo(50);
    assertThat(person.delete("/groups/mine").status()).isEqualTo(202);
    assertThat(person.get("/projects/" + project).status()).isEqualTo(404);
  }

  @Test
  void aTakenPathIsSaidToBeTaken() {
    Rest.Reply reply = root.post("/groups", Map.of("name", "Acme", "path", "ACME"));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("message")).contains("has already been taken");
  }

  @Test
  void aDeveloperMakesAProjectAndBecomesItsMaintainer() {
    server.member(acme, user, Role.DEVELOPER);
    JsonNode made =
        person.post("/projects", Map.of("name", "new", "namespace_id", acme.id())).success();
    assertThat(made.at("/permissions/project_access/access_level").asInt()).isEqualTo(40);
    assertThat(made.at("/permissions/group_access/access_level").asInt()).isEqualTo(30);
  }

  @Test
  void aProjectIsRenamedAndMovedAndFoundByItsFormerPath() {
    root.put("/projects/acme%2Ftools%2Fapp", Map.of("path", "tool", "name", "Tool")).success();
    root.put("/projects/acme%2Ftools%2Ftool/transfer", Map.of("namespace", "acme")).success();
    JsonNode moved = root.get("/projects/acme%2Ftools%2Fapp").success();
    assertThat(moved.get("path_with_namespace").asText()).isEqualTo("acme/tool");
    assertThat(moved.get("name").asText()).isEqualTo("Tool");
  }

  @Test
  void aChangeWithATakenPathChangesNothing() {
    JsonNode before = root.get("/projects/acme%2Fopen").success();
    var change = Map.of("path", "inside", "name", "Other", "visibility", "private");
    assertThat(root.put("/projects/acme%2Fopen", change).status()).isEqualTo(400);
    var bad = Map.of("path", "new", "name", " ");
    assertThat(root.put("/projects/acme%2Fopen", bad).status()).isEqualTo(400);
    assertThat(root.get("/projects/acme%2Fopen").success()).isEqualTo(before);
  }

  @Test
  void rolesAreGivenChangedAndTakenWithinOnesOwn() {
    server.member(acme, user, Role.OWNER);
    User other = server.user("other");
    var guest = Map.of("user_id", other.id(), "access_level", 10);
    assertThat(person.post("/groups/acme/members", guest).status()).isEqualTo(201);
    assertThat(person.post("/groups/acme/members", guest).status()).isEqualTo(409);
    String one = "/groups/acme/members/" + other.id();
    assertThat(person.put(one, Map.of("access_level", 40)).success().get("access_level").asInt())
        .isEqualTo(40);
    Rest maintainer = Rest.with(server, server.personalToken(other, PersonalScope.API).reveal());
    assertThat(maintainer.put(one, Map.of("access_level", 50)).status()).isEqualTo(403);
    String ofProject = "/projects/acme%2Ftools%2Fapp/members";
    var owner = Map.of("username", "person", "access_level", 50);
    assertThat(maintainer.post(ofProject, owner).status()).isEqualTo(403);
    assertThat(root.get(ofProject).success()).isEmpty();
    assertThat(paths(root.get(ofProject + "/all"), "username")).contains("other", "person");
    assertThat(maintainer.delete(one).status()).isEqualTo(204);
    assertThat(maintainer.get("/groups/acme").status()).isEqualTo(404);
  }

  @Test
  void badAccessLevelsAndExpiriesAreRefused() {
    var odd = Map.of("user_id", user.id(), "access_level", 35);
    assertThat(root.post("/groups/acme/members", odd).text("error"))
        .isEqualTo("access_level does not have a valid value");
    var ending = Map.of("user_id", user.id(), "access_level", 30, "expires_at", "2030-01-01");
    assertThat(root.post("/groups/acme/members", ending).status()).isEqualTo(400);
    assertThat(root.post("/groups/acme/members", Map.of("user_id", 1)).text("error"))
        .isEqualTo("access_level is missing");
  }
}
