package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.account.PersonalScope;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.By;
import io.wherry.namespace.Features;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.token.Scope;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Branches as the API shows them. */
class BranchesTest {
  private static final String BRANCHES = "/projects/acme%2Fapp/repository/branches";

  private static TestServer server;
  private static Rest root;
  private static Project app;
  private static ObjectId tip = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
    app = server.project("acme/app");
    try (Repository repository = server.open(app)) {
      var git = new GitFixture(repository);
      git.commit("main", "README", "Begin\n");
      git.point("merged", git.commit("main", "a", "Second\n"));
      tip = git.commit("main", "b", "Third\n\nAnd why.\n");
      git.point("same", tip);
      git.point("feature/one", tip);
      git.commit("feature/one", "c", "Fourth\n");
      git.point("refs/wherry/hidden", tip);
      git.point("refs/heads/blob", git.blob("no commit"));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void listIsInTheOrderOfTheNames() throws Exception {
    Rest.Reply answer = root.get(BRANCHES);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("name")).containsExactly("feature/one", "main", "merged", "same");
    assertThat(answer.texts("default")).containsExactly("false", "true", "false", "false");
    assertThat(answer.texts("merged")).containsExactly("false", "false", "true", "false");
    assertThat(answer.texts("protected")).containsExactly("false", "true", "false", "false");
    assertThat(answer.raw()).doesNotContain("hidden");
  }

  @Test
  void oneCarriesItsCommit() throws Exception {
    JsonNode branch = root.get(BRANCHES + "/main").body();
    JsonNode commit = branch.get("commit");

    assertThat(branch.get("name").asText()).isEqualTo("main");
    assertThat(branch.get("can_push").asBoolean()).isTrue();
    assertThat(branch.get("developers_can_push").asBoolean()).isTrue();
    assertThat(branch.get("web_url").asText()).isEqualTo(server.url() + "/acme/app/-/tree/main");
    assertThat(commit.get("id").asText()).isEqualTo(tip.name());
    assertThat(commit.get("short_id").asText()).isEqualTo(tip.name().substring(0, 8));
    assertThat(commit.get("title").asText()).isEqualTo("Third");
    assertThat(commit.get("message").asText()).isEqualTo("Third\n\nAnd why.\n");
    assertThat(commit.get("author_name").asText()).isEqualTo("author");
    assertThat(commit.get("committer_email").asText()).isEqualTo("committer@example.org");
    assertThat(commit.get("committed_date").asText()).isEqualTo("2026-01-01T00:03:00.000Z");
    assertThat(commit.get("parent_ids").size()).isEqualTo(1);
  }

  @Test
  void nameMayHaveSlashes() throws Exception {
    Rest.Reply answer = root.get(BRANCHES + "/feature%2Fone");

    assertThat(answer.text("name")).isEqualTo("feature/one");
    assertThat(answer.text("web_url")).endsWith("/-/tree/feature/one");
  }

  @Test
  void unknownOneIsNotFound() throws Exception {
    for (String name : new String[] {"none", "feature", "HEAD", "blob", "a%2Fb..c", "%5Emain"}) {
      Rest.Reply answer = root.get(BRANCHES + "/" + name);

      assertThat(answer.status()).as(name).isEqualTo(404);
      assertThat(answer.text("message")).isEqualTo("404 Branch Not Found");
    }
  }

  @Test
  void searchFindsPartsBeginningsAndEnds() throws Exception {
    assertThat(root.get(BRANCHES + "?search=M").texts("name"))
        .containsExactly("main", "merged", "same");
    assertThat(root.get(BRANCHES + "?search=%5EM").texts("name")).containsExactly("main", "merged");
    assertThat(root.get(BRANCHES + "?search=e$").texts("name"))
        .containsExactly("feature/one", "same");
    assertThat(root.get(BRANCHES + "?search=*").texts("name")).isEmpty();
  }

  @Test
  void listComesInPages() throws Exception {
    Rest.Reply second = root.get(BRANCHES + "?per_page=2&page=2");

    assertThat(second.texts("name")).containsExactly("main", "merged");
    assertThat(second.header("X-Next-Page")).isEqualTo("3");
    assertThat(root.get(BRANCHES + "?per_page=2&page=9").texts("name")).isEmpty();
  }

  @Test
  void emptyRepositoryHasNone() throws Exception {
    Project empty = server.project("acme/empty");

    assertThat(root.get("/projects/" + empty.id() + "/repository/branches").raw()).isEqualTo("[]");
    assertThat(root.get("/projects/" + empty.id() + "/repository/branches/main").status())
        .isEqualTo(404);
  }

  @Test
  void projectWithoutRepositoryIsNotFound() throws Exception {
    Project lost = server.project("acme/lost");
    server.deleteRepository(lost);

    assertThat(root.get("/projects/" + lost.id() + "/repository/branches").text("message"))
        .isEqualTo("404 Repository Not Found");
  }

  @Test
  void canPushIsToldToWhoeverAsks() throws Exception {
    User ann = server.user("ann");
    User bert = server.user("bert");
    server.member(app, ann, Role.REPORTER);
    server.member(app, bert, Role.DEVELOPER);
    Rest asBert = Rest.as(server, bert, PersonalScope.API);

    assertThat(Rest.password(server, ann).get(BRANCHES + "/main").text("can_push"))
        .isEqualTo("false");
    assertThat(asBert.get(BRANCHES + "/main").text("can_push")).isEqualTo("true");
    assertThat(asBert.get(BRANCHES).texts("can_push")).doesNotContain("false");
  }

  @Test
  void onlyWhoMayReadTheRepositorySeesThem() throws Exception {
    User guest = server.user("guest");
    server.member(app, guest, Role.GUEST);
    String token = server.token(app, Scope.READ_REPOSITORY).secret().reveal();

    assertThat(Rest.nobody(server).get(BRANCHES).status()).isEqualTo(404);
    assertThat(Rest.password(server, server.user("other")).get(BRANCHES).status()).isEqualTo(404);
    assertThat(Rest.password(server, guest).get(BRANCHES).status()).isEqualTo(403);
    assertThat(Rest.with(server, token).get(BRANCHES).status()).isEqualTo(401);
    assertThat(Rest.as(server, guest, PersonalScope.READ_REPOSITORY).get(BRANCHES).status())
        .isEqualTo(403);
  }

  @Test
  void everybodySeesThoseOfAPublicProject() throws Exception {
    Project open = server.project("acme/open", Visibility.PUBLIC);
    try (Repository repository = server.open(open)) {
      new GitFixture(repository).commit("main", "README", "Begin\n");
    }
    String path = "/projects/" + open.id() + "/repository/branches";

    Rest.Reply answer = Rest.nobody(server).get(path);

    assertThat(answer.texts("name")).containsExactly("main");
    assertThat(answer.texts("can_push")).containsExactly("false");
    server.offerRepository(open, false);
    assertThat(Rest.nobody(server).get(path).status()).isEqualTo(404);
  }

  @Test
  void defaultBranchIsProtectedUnlessHistoryMayBeRewritten() throws Exception {
    Project free = server.project("acme/free");
    try (Repository repository = server.open(free)) {
      new GitFixture(repository).commit("main", "README", "Begin\n");
    }
    server.projectDesk().change(free, it -> it.with(new Features(true, true)), By.COMMAND_LINE);

    assertThat(root.get("/projects/acme%2Ffree/repository/branches/main").text("protected"))
        .isEqualTo("false");
  }
}
