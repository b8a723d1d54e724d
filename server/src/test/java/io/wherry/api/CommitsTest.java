package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.namespace.Project;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits as the API shows them. */
class CommitsTest {
  private static final String COMMITS = "/projects/acme%2Fapp/repository/commits";

  private static TestServer server;
  private static Rest root;
  private static Project app;
  private static ObjectId begin = ObjectId.zeroId();
  private static ObjectId merge = ObjectId.zeroId();
  private static ObjectId hidden = ObjectId.zeroId();
  private static ObjectId pushedAway = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
    app = server.project("acme/app");
    try (Repository repository = server.open(app)) {
      var git = new GitFixture(repository);
      begin = git.commit("main", "src/a", "Begin\n");
      git.commit("main", "src/b", "Second\n");
      git.tag("v1", git.commit("side/one", "other", "Aside\n"), "One\n");
      git.commit("main", "src/a", "Third\n");
      merge = git.merge("main", "side/one");
      hidden = git.commit("refs/wherry/hidden", "secret", "Hidden\n");
      pushedAway = git.commit("gone", "secret", "Pushed away\n");
      git.point("gone", begin);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void theLatestIsTheFirst() throws Exception {
    Rest.Reply answer = root.get(COMMITS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.texts("title"))
        .containsExactly("Merge side/one", "Third", "Aside", "Second", "Begin");
    assertThat(answer.body().get(0).get("parent_ids").size()).isEqualTo(2);
  }

  @Test
  void historyIsNotCounted() throws Exception {
    Rest.Reply second = root.get(COMMITS + "?per_page=2&page=2");
    Rest.Reply last = root.get(COMMITS + "?per_page=2&page=3");

    assertThat(second.texts("title")).containsExactly("Aside", "Second");
    assertThat(second.response().headers().map()).doesNotContainKeys("x-total", "x-total-pages");
    assertThat(second.header("X-Next-Page")).isEqualTo("3");
    assertThat(second.header("Link")).contains("rel=\"next\"").doesNotContain("rel=\"last\"");
    assertThat(last.texts("title")).containsExactly("Begin");
    assertThat(last.header("X-Next-Page")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"side%2Fone", "v1", "refs%2Fheads%2Fside%2Fone", "refs%2Ftags%2Fv1"})
  void historyIsThatOfABranchOrTag(String name) throws Exception {
    assertThat(root.get(COMMITS + "?ref_name=" + name).texts("title")).containsExactly("Aside");
    assertThat(root.get(COMMITS + "/" + name).text("title")).isEqualTo("Aside");
  }

  @Test
  void historyIsThatOfACommit() throws Exception {
    assertThat(root.get(COMMITS + "?ref_name=" + begin.name()).texts("title"))
        .containsExactly("Begin");
    assertThat(root.get(COMMITS + "?ref_name=HEAD&per_page=1").texts("title"))
        .containsExactly("Merge side/one");
  }

  @Test
  void historyOfAPathIsWhatChangedIt() throws Exception {
    assertThat(root.get(COMMITS + "?path=src%2Fa").texts("title"))
        .containsExactly("Third", "Begin");
    assertThat(root.get(COMMITS + "?path=/src/").texts("title"))
        .containsExactly("Third", "Second", "Begin");
    assertThat(root.get(COMMITS + "?path=none").texts("title")).isEmpty();
    assertThat(root.get(COMMITS + "?path=src&per_page=1&page=2").texts("title"))
        .containsExactly("Second");
  }

  @Test
  void parentsAreToldAsTheyAre() throws Exception {
    List<String> parents = root.get(COMMITS + "?path=src%2Fa").texts("parent_ids/0");

    assertThat(root.get(COMMITS + "/" + parents.get(0)).text("title")).isEqualTo("Second");
  }

  @Test
  void historyIsNarrowedByTime() throws Exception {
    assertThat(root.get(COMMITS + "?since=2026-01-01T00:05:00Z").texts("title"))
        .containsExactly("Merge side/one", "Third");
    assertThat(root.get(COMMITS + "?until=2026-01-01T00:02:00Z").texts("title"))
        .containsExactly("Second", "Begin");
    assertThat(root.get(COMMITS + "?since=soon").text("error")).isEqualTo("since is invalid");
  }

  @Test
  void oneIsFoundByItsShortenedId() throws Exception {
    Rest.Reply answer = root.get(COMMITS + "/" + merge.name().substring(0, 8));

    assertThat(answer.text("id")).isEqualTo(merge.name());
    assertThat(answer.text("web_url"))
        .isEqualTo(server.url() + "/acme/app/-/commit/" + merge.name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "main~1",
        "main%5E",
        "main:src",
        "HEAD@%7B0%7D",
        "refs%2Fwherry%2Fhidden",
        "0123456789012345678901234567890123456789",
        "0123456"
      })
  void whatIsNoCommitIsNotFound(String name) throws Exception {
    Rest.Reply answer = root.get(COMMITS + "/" + name);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("message")).isEqualTo("404 Commit Not Found");
    assertThat(root.get(COMMITS + "?ref_name=" + name).status()).isEqualTo(404);
  }

  @Test
  void nameFromTheQueryDoesNotLeaveTheRepository() throws Exception {
    for (String name : List.of("../../config", "../../HEAD", "%00", "/etc/passwd", ".lock")) {
      assertThat(root.get(COMMITS + "?ref_name=" + name).status()).as(name).isEqualTo(404);
    }
  }

  @Test
  void whatOnlyAHiddenRefReachesIsNotFound() throws Exception {
    assertThat(root.get(COMMITS + "/" + hidden.name()).status()).isEqualTo(404);
    assertThat(root.get(COMMITS + "/" + hidden.name().substring(0, 10)).status()).isEqualTo(404);
    assertThat(root.get(COMMITS + "?ref_name=" + hidden.name()).status()).isEqualTo(404);
  }

  @Test
  void whatWasPushedAwayIsNotFound() throws Exception {
    assertThat(root.get(COMMITS + "/" + pushedAway.name()).status()).isEqualTo(404);
    server.projectDesk().maintain(app);
    assertThat(root.get(COMMITS + "/" + pushedAway.name()).status()).isEqualTo(404);
    assertThat(root.get(COMMITS + "/" + begin.name()).status()).isEqualTo(200);
  }

  @Test
  void emptyRepositoryHasNone() throws Exception {
    Project empty = server.project("acme/empty");
    String path = "/projects/" + empty.id() + "/repository/commits";

    assertThat(root.get(path).raw()).isEqualTo("[]");
    assertThat(root.get(path + "?ref_name=main").raw()).isEqualTo("[]");
    assertThat(root.get(path + "/main").status()).isEqualTo(404);
  }

  @Test
  void pageFarOutIsRefused() throws Exception {
    Rest.Reply answer = root.get(COMMITS + "?per_page=100&page=2000000");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("message")).contains("100000 commits");
  }

  @Test
  void messageThatIsNoUtf8IsShownAllTheSame() throws Exception {
    try (Repository repository = server.open(app)) {
      new GitFixture(repository).commit("odd", "x", "\u0007 \uD800 odd\n");
    }
    Rest.Reply answer = root.get(COMMITS + "/odd");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("title")).endsWith("odd");
  }
}
