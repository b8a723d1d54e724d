package io.wherry.namespace;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespacePathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme",
        "Acme/Tools.v2/app_1-x",
        "_/0/a",
        "a/api/v2/groups",
        "a..b",
        "gitx/dotgit/a.gitx",
        "console/com10/auxiliary",
        "acme/info.d",
      })
  void ordinaryPathsAreKeptAsTheyWereGiven(String path) {
    assertThat(NamespacePath.parse(path)).hasToString(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing, and names without characters.
        "",
        "/",
        "//",
        "a/",
        "/a",
        "a//b",
        " ",
        "a/ /b",
        // Dots that a path parser or Windows might drop.
        ".",
        "..",
        "a/..",
        "../a",
        "...",
        ".a",
        "a.",
        "a/b./c",
        // What begins like an option.
        "-a",
        "--upload-pack=x",
        "a/-",
        // Endings that belong to other URLs, in any case.
        "app.git",
        "app.GIT",
        "app.Git/x",
        "a.wiki",
        "a.WiKi",
        "a.atom",
        "a.AtoM",
        "a.git.git",
        // Devices of Windows, with any extension.
        "con",
        "a/CON",
        "Aux.txt",
        "nul",
        "prn.tar.gz",
        "com1",
        "LPT9.x",
        "com0",
        // Words of the server's own URLs.
        "api",
        "V2",
        "groups",
        "USERS",
        "jwt",
        "admin",
        "a/info",
        "a/git-upload-pack",
        "a/Git-Receive-Pack/b",
        "a/gitlab-lfs",
        "a/dependency_proxy",
        // What a URL, a shell, a file system or a log would read in its own way.
        "a%2fb",
        "a b",
        "a\\b",
        "a:b",
        "a;b",
        "a?b",
        "a#b",
        "a*b",
        "a'b",
        "a\"b",
        "a$b",
        "a@b",
        "a~",
        "a+b",
        "<a>",
        "a|b",
        "a`b`",
        "a\tb",
        "a\u0000b",
        "a\u007fb",
      })
  void badInput31ReservedDottedAndDeviceNamesAreRefused(String path) {
    assertStops(INVALID, () -> NamespacePath.parse(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acm\u0435", // a Cyrillic letter
        "\uff41cme", // a full-width letter
        "ac\u200dme", // a joiner without width
        "ac\u00adme", // a soft hyphen
        "\u202eemca", // written from right to left
        "ac\u212ae", // the sign for kelvin, whose lower case is k
        "\u0131nfo", // a dotless i
        "e\u0301", // an accent of its own
        "caf\u00e9",
        "app\u2024git", // a leader dot
        "a\u2215b", // a division slash
        "\ud83d\udea2",
      })
  void badInput31LookAlikesAreRefused(String path) {
    assertStops(INVALID, () -> NamespacePath.parse(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"acme\n", "\racme", "ac\r\nme", "acme/app\r\n", "ac\u0085me", "ac\u2028me"})
  void badInput36LineBreaksAreRefusedAndKeptOutOfTheSentence(String path) {
    assertStops(INVALID, () -> NamespacePath.parse(path)).containsPattern("a[cp]\\?*[mp]e?");
  }

  @Test
  void badInput31VeryLongNamesAndPathsAreRefused() {
    assertThat(NamespacePath.parse("a".repeat(255)).name()).hasSize(255);
    assertStops(INVALID, () -> NamespacePath.parse("a".repeat(256))).hasSizeLessThan(200);
    String longest = "a/".repeat(511) + "aa";
    assertThat(NamespacePath.parse(longest).toString()).hasSize(NamespacePath.MAX_LENGTH);
    assertStops(INVALID, () -> NamespacePath.parse(longest + "a")).hasSizeLessThan(200);
    assertStops(INVALID, () -> NamespacePath.parse("a".repeat(1_000_000))).hasSizeLessThan(200);
  }

  @Test
  void aPathWithoutNamesDoesNotExist() {
    assertStops(INVALID, () -> new NamespacePath(List.of()));
    assertStops(INVALID, () -> new NamespacePath(List.of("a/b")));
  }

  @Test
  void aPathKnowsItsNameAndWhatEnclosesIt() {
    NamespacePath path = NamespacePath.parse("acme/tools/App");
    assertThat(path.name()).isEqualTo("App");
    assertThat(path.parent()).contains(NamespacePath.parse("acme/tools"));
    assertThat(NamespacePath.parse("acme").parent()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"AcMe/App,acme/app", "a_Z-9.X,a_z-9.x", "'',''"})
  void pathsAreComparedWithoutTheirCase(String path, String key) {
    assertThat(NamespacePath.key(path)).isEqualTo(key);
  }

  @Test
  void onlyAsciiLettersAreFolded() {
    assertThat(NamespacePath.key("\u212a\u0130\u00c9")).isEqualTo("\u212a\u0130\u00c9");
  }

  @ParameterizedTest
  @CsvSource({"private,PRIVATE", "internal,INTERNAL", "public,PUBLIC"})
  void visibilityIsReadByItsName(String text, Visibility visibility) {
    assertThat(Visibility.parse(text)).isEqualTo(visibility).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Public", "secret", " public"})
  void anotherVisibilityIsRefused(String text) {
    assertStops(INVALID, () -> Visibility.parse(text)).contains("private, internal, public");
  }
}
