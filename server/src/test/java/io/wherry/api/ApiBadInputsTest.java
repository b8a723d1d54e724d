package io.wherry.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.Rest;
import io.wherry.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API does with what nobody should send. */
class ApiBadInputsTest {
  private static TestServer server;
  private static Rest root;
  private static long group;

  @BeforeAll
  static void fill() throws IOException {
    server = TestServer.start();
    root = Rest.root(server);
    group = server.group("acme").id();
  }

  @AfterAll
  static void close() throws IOException {
    server.close();
  }

  /** Bad-input row 15: the size of a page is no reason to reserve memory. */
  @ParameterizedTest
  @ValueSource(strings = {"/deploy_tokens", "/projects", "/groups", "/users", "/audit_events"})
  void badInput15SizesOfPagesAreBounded(String path) {
    Rest.Reply large = root.get(path + "?per_page=2147483648");
    assertThat(large.status()).isEqualTo(200);
    assertThat(large.header("X-Per-Page")).isEqualTo("100");
    for (String bad : List.of("0", "-1", "many", "99999999999999999999")) {
      assertThat(root.get(path + "?per_page=" + bad).status()).as(bad).isEqualTo(400);
      assertThat(root.get(path + "?page=" + bad).status()).as(bad).isEqualTo(400);
    }
    assertThat(root.get(path + "?page=2147483647&per_page=100").success()).isEmpty();
  }

  /** Bad-input row 31: names that are paths, devices, look-alikes, options. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "a/../b",
        "a/b",
        "con",
        "-x",
        "api",
        "a.git",
        "ａpi",
        "a\u0000b",
        "a b",
        "",
        "a\nb"
      })
  void badInput31NamesThatAreDangerousAreRefused(String name) {
    var atTop = Map.of("name", "n", "path", name);
    assertThat(root.post("/groups", atTop).status()).isEqualTo(400);
    if (!name.equals("api")) {
      var project = Map.of("name", "n", "path", name, "namespace_id", group);
      assertThat(root.post("/projects", project).status()).isIn(name.isEmpty() ? 201 : 400, 400);
      assertThat(
              root.post("/groups", Map.of("name", "n", "path", name, "parent_id", group)).status())
          .isEqualTo(400);
    }
    var token = Map.of("name", "t", "scopes", "read_repository", "username", "../" + name);
    assertThat(root.post("/groups/" + group + "/deploy_tokens", token).status()).isEqualTo(400);
    assertThat(root.get("/groups/" + group + "/deploy_tokens").success()).isEmpty();
  }

  /** An expression that looks for dashes at the end would take an hour for a long one. */
  @Test
  void longNameOfAProjectIsRefusedAtOnce() {
    String name = "a" + "-".repeat(20_000) + "a";
    assertThat(root.post("/projects", Map.of("name", name, "namespace_id", group)).text("message"))
        .contains("longer than 255");
  }
}
