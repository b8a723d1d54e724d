package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every client of the REST API gets to do here that is written for GitLab's. A client is a
 * program that takes a URL, a personal token, the name of a step and its arguments, and prints what
 * the client's library returned as one JSON object.
 */
abstract class ApiClientContract {
  private static final int MANY = 23;
  private static final String TOKEN_NOT_FOUND = "404 404 Deploy Token Not Found";

  /** What is refused, and how. */
  private static final Map<String, String> REFUSALS =
      Map.of(
          "bad_scope", "400 scopes does not have a valid value",
          "no_scope", "400 Scopes can't be blank",
          "no_name", "400 name is missing",
          "blank_name", "400 Name can't be blank",
          "bad_date", "400 expires_at is invalid",
          "bad_username", "400 Username has at most 255 characters and may use",
          "unknown", TOKEN_NOT_FOUND,
          "unknown_shown", TOKEN_NOT_FOUND,
          "no_project", "404 404 Project Not Found");

  private static JarServer server;
  private static int groups;

  @TempDir private Path room;
  private Client client;
  private Api api;
  private String group;
  private String project;

  @BeforeAll
  static void startServer() throws IOException {
    Needs.program("git");
    server = JarServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeRoom() throws IOException {
    client = Client.in(room);
    api = Api.asRoot(server, client);
    groups++;
    group = "group" + groups;
    project = group + "/app";
  }

  /** The command line that is followed by the URL. */
  abstract List<String> program();

  /** The simple names of the exceptions that the library throws for a refusal. */
  abstract Set<String> exceptions();

  /** The rows of the refusals that the library makes itself, or that nobody can ask it for. */
  abstract Set<String> neverSent();

  /** Looks at the token of a group, for which the library gave as little as it can. */
  abstract void assertMadeWithLittle(JsonNode token);

  /** With nothing but a name and a scope. */
  static void assertMadeByDefault(JsonNode token) {
    assertThat(token.get("username").asText())
        .isEqualTo("gitlab+deploy-token-" + token.get("id").asLong());
    assertThat(token.get("expires_at").isNull()).isTrue();
    assertThat(Nodes.scopes(token)).contains("read_repository");
  }

  final JarServer server() {
    return server;
  }

  final Client client() {
    return client;
  }

  final JsonNode step(String name, String... arguments) throws IOException {
    var command = new ArrayList<>(program());
    command.addAll(List.of(server.url(), Jar.ROOT_TOKEN, name));
    command.addAll(List.of(arguments));
    return json(client.run(command));
  }

  static JsonNode json(Outcome outcome) throws JsonProcessingException {
    return Api.JSON.readTree(outcome.success());
  }

  /** A project in a group of its own, with the sample history; its path. */
  final String project() throws IOException {
    JsonNode made = api.create("/groups", "name=" + group, "path=" + group);
    api.create("/projects", "name=app", "namespace_id=" + made.get("id"));
    client.git("init", "--bare", "--quiet", "--initial-branch=main", "seed.git");
    Client seed = client.at("seed.git");
    seed.gitReading(History.sample(), "fast-import", "--quiet");
    seed.git("push", "--quiet", "--mirror", server.rootUrl(project + ".git"));
    return project;
  }

  @Test
  void signsInAndReadsTheVersion() throws IOException {
    JsonNode seen = step("sign_in");
    assertThat(seen.at("/user/username").asText()).isEqualTo("root");
    assertThat(seen.at("/user/state").asText()).isEqualTo("active");
    assertThat(seen.at("/user/is_admin").asBoolean()).isTrue();
    assertThat(seen.at("/user/web_url").asText()).isEqualTo(server.url("root"));
    assertThat(seen.at("/version/version").asText()).matches("1[0-9]\\.[0-9]+\\.[0-9]+");
    assertThat(seen.at("/version/revision").asText()).isNotBlank();
    assertThat(seen.get("bearer")).isEqualTo(seen.get("user"));
    assertRefused(seen.get("refused"), "401 401 Unauthorized");
    assertRefused(seen.get("job"), "401 401 Unauthorized");
  }

  @Test
  void makesGroupsAndProjects() throws IOException {
    JsonNode seen = step("places", group);
    JsonNode top = seen.get("group");
    assertThat(Nodes.text(top, "name", "path", "full_path", "visibility", "web_url"))
        .containsExactly("Group " + group, group, group, "private", server.url("groups/" + group));
    assertThat(seen.get("shown_group")).isEqualTo(top);
    JsonNode below = seen.get("subgroup");
    assertThat(Nodes.text(below, "name", "full_path")).containsExactly("Below", group + "/below");
    assertThat(below.get("parent_id")).isEqualTo(top.get("id"));
    assertThat(Nodes.ids(seen.get("subgroups"))).containsExactly(below.get("id").asLong());
    String url = server.url(group + "/below/app");
    JsonNode made = seen.get("project");
    assertThat(
            Nodes.text(
                made, "name", "path_with_namespace", "default_branch", "visibility", "web_url"))
        .containsExactly("App", group + "/below/app", "main", "private", url);
    assertThat(made.get("http_url_to_repo").asText()).isEqualTo(url + ".git");
    assertThat(made.at("/namespace/id")).isEqualTo(below.get("id"));
    assertThat(made.at("/permissions/group_access/access_level").asInt()).isEqualTo(50);
    assertThat(seen.get("shown_project")).isEqualTo(made);
    assertThat(Nodes.ids(seen.get("projects"))).containsExactly(made.get("id").asLong());
    assertRefused(seen.get("taken"), "400 Path " + group + " is taken: path has already");
  }

  @Test
  void givesPeopleRolesWhichDecideWhatTheyMayDo() throws IOException {
    JsonNode seen = step("people", group, project());
    JsonNode ann = seen.get("created");
    JsonNode bob = seen.get("changed");
    assertThat(Nodes.text(ann, "username", "name", "email", "state"))
        .containsExactly(group + "-ann", "Ann", group + "-ann@example.com", "active");
    assertThat(Nodes.text(bob, "username", "name", "email"))
        .containsExactly(group + "-bob", "Robert", group + "-bob@example.com");
    assertThat(Nodes.ids(seen.get("found"))).containsExactly(ann.get("id").asLong());
    assertThat(Nodes.member(seen.get("maintainer"))).isEqualTo(group + "-ann 40");
    assertThat(Nodes.member(seen.get("developer"))).isEqualTo(group + "-bob 30");
    assertThat(Nodes.members(seen.get("group_members")))
        .containsExactly("root 50", group + "-ann 40");
    assertThat(Nodes.members(seen.get("all_members")))
        .containsExactly("root 50", group + "-ann 40", group + "-bob 30");
    assertThat(seen.get("signed_in").get("id")).isEqualTo(ann.get("id"));
    assertThat(seen.at("/own/token").asText()).startsWith("gldt-");
    assertRefused(seen.get("own_of_group"), "403 403 Forbidden");
    assertRefused(seen.get("of_developer"), "403 403 Forbidden");
    assertRefused(seen.get("of_instance"), "403 403 Forbidden");
    assertRefused(seen.get("removed"), "404 404 Member Not Found");
  }

  @Test
  void tokensItMakesCloneAtOnce() throws IOException {
    JsonNode seen = step("tokens", group, project());
    JsonNode ofProject = seen.get("of_project");
    assertThat(Nodes.text(ofProject, "name", "username")).containsExactly("full", "deployer");
    assertThat(Instant.parse(ofProject.get("expires_at").asText()))
        .isEqualTo("2030-01-01T00:00:00Z");
    assertThat(Nodes.scopes(ofProject)).startsWith("read_repository", "read_registry");
    assertThat(ofProject.get("token").asText()).matches("gldt-[0-9a-zA-Z_-]{20}");
    JsonNode shown = seen.get("shown");
    assertThat(shown.has("token")).isFalse();
    assertThat(shown.get("id")).isEqualTo(ofProject.get("id"));
    assertThat(Nodes.scopes(shown)).isEqualTo(Nodes.scopes(ofProject));
    assertMadeWithLittle(seen.get("of_group"));
    assertRefused(seen.get("as_person"), "401 401 Unauthorized - deploy tokens are not accepted");
    for (JsonNode made : List.of(ofProject, seen.get("of_group"))) {
      String name = made.get("name").asText();
      client.git("clone", "--quiet", server.url(Nodes.token(made), project + ".git"), name);
      assertThat(client.at(name).read("README.md")).isEqualTo("# Harbour\n");
    }
  }

  @Test
  void listsTokensOverAllPages() throws IOException {
    JsonNode seen = step("pages", project(), String.valueOf(MANY));
    List<Long> created = Nodes.numbers(seen.get("created"));
    assertThat(created).hasSize(MANY).doesNotHaveDuplicates();
    assertThat(Nodes.numbers(seen.get("listed"))).isEqualTo(created);
    assertThat(Nodes.numbers(seen.get("standard"))).isEqualTo(created);
    assertThat(Nodes.numbers(seen.get("third"))).isEqualTo(created.subList(10, 15));
    assertThat(seen.get("total").asInt()).isEqualTo(MANY);
    assertThat(Nodes.numbers(seen.get("instance"))).containsAll(created).doesNotHaveDuplicates();
  }

  @Test
  void deletedTokenIsGoneAndExpiredOneStays() throws IOException {
    JsonNode seen = step("life", project());
    long living = seen.at("/living/id").asLong();
    JsonNode expired = seen.get("expired");
    assertThat(Instant.parse(expired.get("expires_at").asText())).isEqualTo("2020-01-01T00:00:00Z");
    assertThat(Nodes.numbers(seen.get("all"))).containsExactly(living, expired.get("id").asLong());
    assertRefused(seen.get("deleted_twice"), TOKEN_NOT_FOUND);
  }

  final void assertListsOnlyActiveTokensWhereAsked() throws IOException {
    JsonNode seen = step("life", project());
    long living = seen.at("/living/id").asLong();
    assertThat(seen.at("/living/expired").asBoolean()).isFalse();
    assertThat(seen.at("/expired/expired").asBoolean()).isTrue();
    assertThat(seen.at("/expired/revoked").asBoolean()).isFalse();
    assertThat(Nodes.numbers(seen.get("active"))).containsExactly(living);
    assertThat(Nodes.numbers(seen.get("instance")))
        .contains(living)
        .doesNotContain(seen.at("/expired/id").asLong());
  }

  @Test
  void readsBranchesTagsAndCommits() throws IOException {
    JsonNode seen = step("content", project());
    Client seed = client.at("seed.git");
    List<String> history = seed.git("rev-list", "main").lines().toList();
    String tagged = seed.git("rev-parse", "v1.0^{commit}");
    assertThat(Nodes.texts(seen.get("branches"), "name")).containsExactly("größe/naïve", "main");
    assertThat(Nodes.text(seen.get("branch"), "name")).containsExactly("größe/naïve");
    assertThat(seen.at("/branch/commit/id").asText())
        .isEqualTo(seed.git("rev-parse", "größe/naïve"));
    assertThat(Nodes.texts(seen.get("tags"), "name")).containsExactlyInAnyOrder("light", "v1.0");
    assertThat(seen.at("/tag/commit/id").asText()).isEqualTo(tagged);
    assertThat(seen.at("/tag/message").asText().strip()).isEqualTo("release v1.0");
    assertThat(Nodes.texts(seen.get("commits"), "id")).isEqualTo(history);
    JsonNode newest = seen.get("commit");
    assertThat(Nodes.text(newest, "id", "title", "author_name", "author_email"))
        .containsExactly(history.get(0), "change src/part0.txt", "Ann", "ann@example.com");
    assertThat(newest.at("/parent_ids/0").asText()).isEqualTo(history.get(1));
    assertRefused(seen.get("missing"), "404 404 Branch Not Found");
  }

  @Test
  void refusalsAreItsOwnExceptionsWithStatusAndSentence() throws IOException {
    JsonNode seen = step("errors", project());
    var expected = new TreeMap<>(REFUSALS);
    expected.keySet().removeAll(neverSent());
    assertThat(seen.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach((row, sentence) -> assertRefused(seen.get(row), sentence));
  }

  private void assertRefused(JsonNode refusal, String statusAndSentence) {
    assertThat(exceptions()).contains(refusal.get("type").asText());
    assertThat(String.join(" ", Nodes.text(refusal, "status", "message")))
        .startsWith(statusAndSentence);
  }
}
