package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that two parsers read differently: none of them opens anything. */
class BadPathTest {
  private static final String REFS = "/info/refs?service=git-upload-pack";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    // Anybody may read these: what is refused, is refused for its path.
    server.project("a", Visibility.PUBLIC);
    server.project("b", Visibility.PUBLIC);
    server.project("group/app", Visibility.PUBLIC);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void plainPathsAreServed() throws Exception {
    for (String path :
        new String[] {"/a.git", "/b", "/group/app.git", "/%61.git", "/group/a%70p"}) {
      assertThat(get(path + REFS).status()).as(path).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%2f%2fa.git",
        "/%2fa.git",
        "/group%2fapp.git",
        "/group%2Fapp",
        "/group%2f%2fapp.git",
        "/group/%2fapp.git",
        "/group/app%2f",
        "/%2f..%2f..%2fetc%2fpasswd",
        "/..%2f..%2fa.git",
        "/group/..%2fa.git",
        "/group/..%2f..%2f..%2fa.git",
        "/%2e%2e%2fa.git",
        "/group%252fapp.git"
      })
  void badInput20_encodedSlashesReachNothing(String path) throws Exception {
    assertReachesNothing(path + REFS);
    assertReachesNothing(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a.git;x/../b.git",
        "/a.git;x",
        "/a;x.git",
        "/a.git;",
        "/;/a.git",
        "/..;/a.git",
        "/group/..;/a.git",
        "/./a.git",
        "/../a.git",
        "/group/../a.git",
        "/group/./app.git",
        "/%2e/a.git",
        "/%2e%2e/a.git",
        "/group/%2e%2e/a.git",
        "/group/%2E./a.git",
        "/group/.%2e/a.git",
        "/%u002e%u002e/a.git",
        "/group/%u002e%u002e/a.git",
        "/group/.%00/a.git",
        "/a%00.git",
        "/a.git%00",
        "/a%0d%0a.git",
        "/a%0aX-Injected:%20yes",
        "/a%7f.git",
        "//a.git",
        "/group//app.git",
        "///a.git",
        "/group\\app.git",
        "/group%5capp.git",
        "/..\\a.git",
        "/..%5ca.git",
        "/%c0%ae%c0%ae/a.git",
        "/group/%c0%ae%c0%ae/a.git",
        "/group%c0%afapp.git",
        "/%e0%80%ae/a.git",
        "/%ff.git",
        "/a%.git",
        "/a%2.git",
        "/a%zz.git",
        "/a%09"
      })
  void badInput21_pathsThatTwoParsersReadDifferentlyAreRefused(String path) throws Exception {
    for (String suffix : new String[] {REFS, "/git-upload-pack", ""}) {
      RawAnswer answer = get(path + suffix);

      assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
      assertThat(answer.head()).doesNotContainIgnoringCase("X-Injected");
      Discretion.assertTellsNothing(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/group/%252e%252e/a.git",
        "/a.git/",
        "/a.git.",
        "/a.",
        "/a.git%20",
        "/a%20",
        "/\u00e4.git",
        "/a.git#x",
        "/a|b.git",
        "/a\"b.git",
        "/a<b>.git",
        "/a{b}.git",
        "/a^.git"
      })
  void badInput21_oddNamesReachNothing(String path) throws Exception {
    assertReachesNothing(path + REFS);
    assertReachesNothing(path + "/git-upload-pack");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/group/../../repositories/00/00/1",
        "/..",
        "/...",
        "/.",
        "/.git",
        "/.git.git",
        "/group/.git",
        "/a.git.git",
        "/a.wiki",
        "/a.wiki.git",
        "/%2e%2e%2f%2e%2e",
        "/-option",
        "/--upload-pack=id",
        "/con",
        "/a:b",
        "/C:%5cWindows",
        "/~root",
        "/~root/a"
      })
  void badInput30_pathsAreNoWayAroundTheProjects(String path) throws Exception {
    assertReachesNothing(path + REFS);
    assertReachesNothing(path + "/HEAD");
    assertReachesNothing(path + "/config");
  }

  @Test
  void badInput30_repositoriesOnTheDiskHaveNoUrl() throws Exception {
    Path data = server.data();
    Path inside;
    try (Repository repository = server.open(server.project("inside/secret", Visibility.PRIVATE))) {
      inside = data.toRealPath().relativize(repository.getDirectory().toPath().toRealPath());
    }
    assertThat(Files.exists(data.resolve(inside))).isTrue();
    for (String path :
        new String[] {"/" + inside, data + "/" + inside, "/" + data + "/" + inside}) {
      assertReachesNothing(path + REFS);
      assertReachesNothing(path + "/HEAD");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 4_000, 8_000, 17_000, 100_000})
  void veryLongPathsReachNothing(int length) throws Exception {
    assertReachesNothing("/" + "a".repeat(length) + REFS);
    assertReachesNothing("/a".repeat(length / 2) + REFS);
    assertReachesNothing("/" + "%61".repeat(length / 3) + REFS);
  }

  private static RawAnswer get(String target) throws IOException {
    return RawHttp.answer(
        server, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private static void assertReachesNothing(String target) throws IOException {
    RawAnswer answer = get(target);

    assertThat(answer.status()).as(answer.toString()).isIn(400, 401, 404, 405, 414, 431);
    assertThat(answer.head()).doesNotContainIgnoringCase("X-Injected", "Location:");
    Discretion.assertTellsNothing(answer);
  }
}
