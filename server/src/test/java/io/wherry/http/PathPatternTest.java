package io.wherry.http;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wherry.access.Reason;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  private static final Requirement READ =
      new Requirement.On(Area.REPOSITORY, Action.READ, "project");

  @ParameterizedTest
  @CsvSource({
    "/{project+}.git/info/refs,       /acme/app.git/info/refs,     project=acme/app",
    "/{project+}.git/info/refs,       /a.git/b.git/info/refs,      project=a.git/b",
    "/{project+}.git/info/refs,       /acme/%61pp.git/info/refs,   project=acme/app",
    "/api/v4/projects/{id}/packages,  /api/v4/projects/a%2Fb/packages, id=a/b",
    "/api/v4/projects/{id}/p/{name},  /api/v4/projects/7/p/x,      id=7 name=x",
    "/v2/{image+}/manifests/{tag},    /v2/a/manifests/b/manifests/1, image=a/manifests/b tag=1",
    "/a.b/{x},                        /a.b/c,                      x=c",
  })
  void variablesAreTakenFromThePathAndDecoded(String pattern, String path, String variables) {
    Map<String, String> expected =
        Arrays.stream(variables.split(" "))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(new PathPattern(pattern).match(new RawPath(path), "")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "/{project+}.git/info/refs, /acme/app/info/refs",
    "/{project+}.git/info/refs, /acme/appxgit/info/refs",
    "/{project+}.git/info/refs, /acme/app.GIT/info/refs",
    "/{project+}.git/info/refs, /.git/info/refs",
    "/{project+}.git/info/refs, /acme/app.git/info/refs/x",
    "/{project+}.git/info/refs, /acme/app.git/info%2frefs",
    "/p/{id}/x,                 /p/a/b/x",
    "/a.b/{x},                  /a-b/c",
    "/A/{x},                    /a/c",
  })
  void anotherPathIsNotMatched(String pattern, String path) {
    assertThat(new PathPattern(pattern).match(new RawPath(path), "")).isEmpty();
  }

  @Test
  void anEncodedSlashIsNoPartOfAPathOfSeveralSegments() {
    var pattern = new PathPattern("/{project+}.git/info/refs");
    var path = new RawPath("/acme%2fapp.git/info/refs");
    assertStops(INVALID, () -> pattern.match(path, "")).contains("encoded slash");
  }

  @ParameterizedTest
  @CsvSource({
    "service=git-upload-pack,                           true",
    "'',                                                false",
    "service=git-receive-pack,                          false",
    "service=git-upload-pack&service=git-receive-pack,  false",
    "service=git-upload-pack&x=1,                       false",
    "service=git%2Dupload-pack,                         false",
    "SERVICE=git-upload-pack,                           false",
  })
  void aQueryInAPatternIsMeantToTheLetter(String query, boolean matches) {
    var path = new RawPath("/a.git/info/refs");
    assertThat(
            new PathPattern("/{project+}.git/info/refs?service=git-upload-pack")
                .match(path, query)
                .isPresent())
        .isEqualTo(matches);
    assertThat(new PathPattern("/{project+}.git/info/refs").match(path, query)).isPresent();
  }

  @Test
  void ofTwoRoutesThatMatchTheMoreLiteralOneIsMeant() {
    var table = table("/{project+}/x", "/{project+}.git/x", "/{project+}.git/x?service=a");
    var path = new RawPath("/acme.git/x");
    assertThat(matched(table, path, "service=a")).isEqualTo("/{project+}.git/x?service=a");
    assertThat(matched(table, path, "service=b")).isEqualTo("/{project+}.git/x");
    assertThat(matched(table, new RawPath("/acme/x"), "")).isEqualTo("/{project+}/x");
  }

  @Test
  void thePathTellsWhichMethodsItTakes() {
    RouteTable table = table("/a/x");
    assertThat(table.allowed(new RawPath("/a/x"), "")).isEqualTo("GET");
    assertThat(table.allowed(new RawPath("/b"), "")).isEmpty();
    assertThat(table.find("POST", new RawPath("/a/x"), "")).isEmpty();
    assertThat(table.find("get", new RawPath("/a/x"), "")).isEmpty();
  }

  @Test
  void theSameRouteTwiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("/a/{project}", "/a/{project}"))
        .withMessageContaining("/a/{project}");
  }

  private static String matched(RouteTable table, RawPath path, String query) {
    return table.find("GET", path, query).orElseThrow().entry().route().pattern().toString();
  }

  private static RouteTable table(String... patterns) {
    return new RouteTable(List.of(new Patterns(List.of(patterns))));
  }

  /** A protocol of nothing but patterns. */
  private record Patterns(List<String> patterns) implements Protocol {
    @Override
    public String name() {
      return "patterns";
    }

    @Override
    public List<Route> routes() {
      return patterns.stream().map(pattern -> Route.get(pattern, READ, exchange -> {})).toList();
    }

    @Override
    public Refusals refusals() {
      return new Refusals(
          Arrays.stream(Reason.values())
              .collect(
                  Collectors.toMap(Function.identity(), reason -> denied -> Answer.text(403, ""))));
    }

    @Override
    public Problems problems() {
      return Problems.TEXT;
    }
  }
}
