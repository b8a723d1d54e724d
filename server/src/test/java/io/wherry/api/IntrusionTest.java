package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.Membership;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody must not get at by the API with the little that he may do. */
class IntrusionTest {
  private TestServer server;
  private Group acme;
  private User user;
  private Rest person;

  @BeforeEach
  void fill() throws IOException {
    server = TestServer.start();
    acme = server.group("acme");
    server.project("acme/tools/app");
    user = server.user("person");
    person = Rest.as(server, user, PersonalScope.API);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void nobodyMakesAnythingInAForeignGroupByASlashInItsPath() {
    for (String path : List.of("acme/evil", "ACME/evil", "acme/tools/evil", "no-such/evil")) {
      assertRefused(person.post("/groups", Map.of("name", "n", "path", path)));
    }
    Rest root = Rest.root(server);
    assertRefused(root.post("/projects", Map.of("name", "n", "path", "acme/evil")));
    assertThat(server.all()).hasSize(3);
  }

  @Test
  void nobodyMovesAnythingIntoAForeignGroupByASlashInItsPath() throws IOException {
    long mine = person.post("/groups", Map.of("name", "mine", "path", "mine")).id();
    assertRefused(person.put("/groups/" + mine, Map.of("path", "acme/evil")));
    long app = server.project("app").id();
    server.member(server.place("app"), user, Role.OWNER);
    assertRefused(person.put("/projects/" + app, Map.of("path", "acme/evil")));
    assertThat(server.place("mine").id()).isEqualTo(mine);
    assertThat(server.place("app").id()).isEqualTo(app);
  }

  private static void assertRefused(Rest.Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("message")).contains("/evil").doesNotContain("taken", "no group");
  }

  @Test
  void aTokenThatReadsDoesNotLeaveForItsPerson() {
    Membership role = server.member(acme, user, Role.DEVELOPER);
    Rest reader = Rest.as(server, user, PersonalScope.READ_API);
    Rest.Reply refused = reader.delete("/groups/acme/members/" + user.id());
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("error")).isEqualTo("insufficient_scope");
    assertThat(server.memberships().find(user.id(), acme.id())).contains(role);
    assertThat(person.delete("/groups/acme/members/" + user.id()).status()).isEqualTo(204);
  }

  @Test
  void whoSeesAProjectOnlyDoesNotSeeTheMembersOfTheGroupsAroundIt() throws IOException {
    long open = server.project("acme/open", Visibility.PUBLIC).id();
    User owner = server.user("owner");
    server.member(acme, owner, Role.OWNER);
    server.member(server.place("acme/open"), server.user("other"), Role.GUEST);
    String all = "/projects/" + open + "/members/all";
    for (Rest outside : List.of(Rest.nobody(server), person)) {
      assertThat(outside.get(all).texts("username")).containsExactly("other");
      assertThat(outside.get(all + "/" + owner.id()).status()).isEqualTo(404);
    }
    server.member(server.place("acme/open"), user, Role.GUEST);
    for (Rest inside : List.of(person, Rest.root(server))) {
      assertThat(inside.get(all).texts("username")).contains("other", "owner");
      assertThat(inside.get(all + "/" + owner.id()).status()).isEqualTo(200);
    }
  }

  @Test
  void theDefaultBranchIsForThoseWhoMayReadTheRepository() {
    assertThat(defaultBranch(Role.REPORTER)).isEqualTo("\"main\"");
    assertThat(defaultBranch(Role.GUEST)).isEqualTo("null");
    Rest.root(server)
        .put("/projects/acme%2Ftools%2Fapp", Map.of("repository_access_level", "disabled"))
        .success();
    assertThat(defaultBranch(Role.OWNER)).isEqualTo("null");
  }

  private String defaultBranch(Role role) {
    User member = server.user("a-" + role);
    server.member(acme, member, role);
    Rest asked = Rest.as(server, member, PersonalScope.API);
    String one = asked.get("/projects/acme%2Ftools%2Fapp").success().get("default_branch") + "";
    assertThat(asked.get("/projects").success().get(0).get("default_branch") + "").isEqualTo(one);
    return one;
  }

  @ParameterizedTest
  @CsvSource({"visibility, public", "visibility, internal", "name, Other", "path, other"})
  void aMaintainerNeitherPublishesNorRenamesAProject(String field, String value) {
    server.member(acme, user, Role.MAINTAINER);
    var change = Map.of(field, value, "description", "changed");
    String app = "/projects/" + server.place("acme/tools/app").id();
    var before = person.get(app).success();
    assertThat(person.put(app, change).status()).isEqualTo(403);
    assertThat(person.get(app).success()).isEqualTo(before);
    var same = Map.of("visibility", "private", "name", "app", "path", "app", "description", "new");
    assertThat(person.put(app, same).success().get("description").asText()).isEqualTo("new");
    User owner = server.user("owner");
    server.member(acme, owner, Role.OWNER);
    assertThat(Rest.as(server, owner, PersonalScope.API).put(app, change).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE ", "PUT ", "PUT /transfer", "POST /deploy_tokens"})
  void aFormerPathIsForReading(String change) {
    server.move(server.place("acme/tools/app"), "acme/kept");
    String former = "/projects/acme%2Ftools%2Fapp";
    String method = change.split(" ", -1)[0];
    String below = change.split(" ", -1)[1];
    Rest.Reply refused = Rest.root(server).send(method, former + below, "{}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("message")).contains("has moved to acme/kept");
    assertThat(person.send(method, former + below, "{}").status()).isEqualTo(404);
    assertThat(Rest.root(server).get(former).text("path")).isEqualTo("kept");
    assertThat(Rest.root(server).get("/projects/ACME%2Fkept/deploy_tokens").body()).isEmpty();
    assertThat(Rest.root(server).put("/projects/ACME%2Fkept", Map.of()).status()).isEqualTo(200);
  }

  @Test
  void aFormerPathInABodyIsNoTarget() throws IOException {
    server.project("app");
    server.move(server.place("acme/tools"), "acme/secret");
    Rest root = Rest.root(server);
    var parent = Map.of("name", "n", "path", "n", "parent_id", "acme/tools");
    assertMoved(root.post("/groups", parent));
    assertMoved(root.put("/projects/app/transfer", Map.of("namespace", "acme/tools")));
    server.group("other");
    assertMoved(root.post("/groups/other/transfer", Map.of("group_id", "acme/tools")));
    assertThat(root.get("/groups/acme%2Fsecret/projects").texts("path")).containsExactly("app");
    assertThat(root.post("/groups/other/transfer", Map.of("group_id", "ACME/Secret")).status())
        .isEqualTo(201);
  }

  private static void assertMoved(Rest.Reply reply) {
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.text("message")).contains("acme/tools has moved to acme/secret");
  }

  @Test
  void whoBringsAGroupToTheTopOwnsItWhereNobodyDoes() {
    server.member(acme, user, Role.OWNER);
    server.member(server.place("acme/tools"), user, Role.OWNER);
    User other = server.user("other");
    server.member(acme, other, Role.OWNER);
    Rest.as(server, other, PersonalScope.API).post("/groups/acme%2Ftools/transfer", Map.of());
    assertThat(owners("tools")).as("one was there").containsExactly("person");
    Group inner = server.group("acme/inner");
    server.member(inner, server.user("guest"), Role.GUEST);
    assertThat(person.post("/groups/acme%2Finner/transfer", Map.of()).status()).isEqualTo(201);
    assertThat(owners("inner")).containsExactly("person");
    assertThat(person.put("/groups/inner", Map.of("name", "Inner")).status()).isEqualTo(200);
    assertThat(person.delete("/groups/inner/members/" + user.id()).status()).isEqualTo(403);
    Group left = server.group("acme/left");
    server.move(left, "left");
    assertThat(owners("left")).as("by the command line").isEmpty();
    assertThat(server.namespaces().find(new NamespaceRef.ByPath("left"))).isPresent();
  }

  private List<String> owners(String path) {
    return Rest.root(server).get("/groups/" + path + "/members").texts("username").stream()
        .filter(name -> !name.equals("guest"))
        .toList();
  }
}
