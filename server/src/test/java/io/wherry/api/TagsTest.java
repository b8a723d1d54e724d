package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wherry.Rest;
import io.wherry.TestServer;
import io.wherry.namespace.Project;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tags as the API shows them. */
class TagsTest {
  private static final String TAGS = "/projects/acme%2Fapp/repository/tags";

  private static TestServer server;
  private static Rest root;
  private static ObjectId first = ObjectId.zeroId();
  private static ObjectId second = ObjectId.zeroId();
  private static ObjectId annotation = ObjectId.zeroId();

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
    root = Rest.root(server);
    Project app = server.project("acme/app");
    try (Repository repository = server.open(app)) {
      var git = new GitFixture(repository);
      first = git.commit("main", "README", "Begin\n");
      git.point("refs/tags/b-light", first);
      second = git.commit("main", "a", "Second\n");
      git.point("refs/tags/a-light", second);
      annotation = git.tag("v1/0", first, "Version 1\n\nAt last.\n");
      git.point("refs/tags/c-blob", git.blob("no commit"));
      git.point("refs/wherry/hidden", first);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void theLatestIsTheFirst() throws Exception {
    assertThat(root.get(TAGS).texts("name"))
        .containsExactly("v1/0", "a-light", "b-light", "c-blob");
    assertThat(root.get(TAGS + "?sort=asc").texts("name"))
        .containsExactly("c-blob", "b-light", "a-light", "v1/0");
  }

  @Test
  void orderMayBeThatOfTheNames() throws Exception {
    assertThat(root.get(TAGS + "?order_by=name&sort=asc").texts("name"))
        .containsExactly("a-light", "b-light", "c-blob", "v1/0");
    assertThat(root.get(TAGS + "?order_by=name&per_page=1").texts("name")).containsExactly("v1/0");
    assertThat(root.get(TAGS + "?order_by=size").text("error"))
        .isEqualTo("order_by does not have a valid value");
    assertThat(root.get(TAGS + "?sort=up").text("error"))
        .isEqualTo("sort does not have a valid value");
  }

  @Test
  void annotatedOneCarriesItsMessage() throws Exception {
    JsonNode tag = root.get(TAGS + "/v1%2F0").body();

    assertThat(tag.get("name").asText()).isEqualTo("v1/0");
    assertThat(tag.get("message").asText()).isEqualTo("Version 1\n\nAt last.");
    assertThat(tag.get("target").asText()).isEqualTo(annotation.name());
    assertThat(tag.at("/commit/id").asText()).isEqualTo(first.name());
    assertThat(tag.get("created_at").asText()).isEqualTo("2026-01-01T00:03:00.000Z");
    assertThat(tag.get("release").isNull()).isTrue();
    assertThat(tag.get("protected").asBoolean(true)).isFalse();
  }

  @Test
  void lightOneIsItsCommit() throws Exception {
    JsonNode tag = root.get(TAGS + "/a-light").body();

    assertThat(tag.get("message").isNull()).isTrue();
    assertThat(tag.get("target").asText()).isEqualTo(second.name());
    assertThat(tag.at("/commit/title").asText()).isEqualTo("Second");
  }

  @Test
  void oneOfSomethingElseHasNoCommit() throws Exception {
    assertThat(root.get(TAGS + "/c-blob").body().get("commit").isNull()).isTrue();
  }

  @Test
  void searchFindsPartsOfNames() throws Exception {
    assertThat(root.get(TAGS + "?search=LIGHT").texts("name"))
        .containsExactly("a-light", "b-light");
    assertThat(root.get(TAGS + "?search=%5Ev").texts("name")).containsExactly("v1/0");
    assertThat(root.get(TAGS + "?search=hidden").texts("name")).isEmpty();
  }

  @Test
  void unknownOneIsNotFound() throws Exception {
    assertThat(root.get(TAGS + "/v2").status()).isEqualTo(404);
    assertThat(root.get(TAGS + "/v2").text("message")).isEqualTo("404 Tag Not Found");
  }
}
