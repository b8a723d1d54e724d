package io.wherry.http;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "/acme/app.git/info/refs",
        "/a/b%2fc",
        "/a%20b",
        "/...",
        "/a..b/.c",
        "/%C3%A9",
        "/caf\u00e9",
        "/a:b@c,d=e+f&g!$'()*~",
      })
  void ordinaryPathsAreTakenAsTheyWereSent(String path) {
    assertThat(new RawPath(path).text()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // No absolute path.
        "",
        "*",
        "a/b",
        "http://host/a",
        // Empty segments.
        "//",
        "//a",
        "/a//b",
        "/a/",
        "/a/b//",
        // Dot segments, plain and encoded once, also behind an encoded slash.
        "/.",
        "/..",
        "/a/../b",
        "/a/./b",
        "/a/..",
        "/%2e",
        "/%2E%2e/a",
        "/.%2e",
        "/a/%2e%2e/b",
        "/a%2f..%2fb",
        "/..%2fb",
        "/a%2F%2e",
        // Path parameters.
        "/a;x",
        "/a.git;x/../b",
        "/;",
        "/a;/b",
        // Backslashes and control characters.
        "/a\\b",
        "/a%5cb",
        "/..%5c..",
        "/a%00",
        "/a%0d%0ab",
        "/a\u0000",
        "/a%7f",
        "/%09",
        // Broken encodings.
        "/%",
        "/a%2",
        "/a%zz",
        "/a%2g",
        "/%u002e",
        "/a%-1",
        "/a%+1",
        "/%\uff10\uff11",
        // What is not UTF-8: overlong forms, a lone byte, a surrogate.
        "/%c0%ae",
        "/%c0%af",
        "/%e0%80%ae",
        "/%ff",
        "/%c3",
        "/%ed%a0%80",
      })
  void badInput21WhatTwoParsersMightReadDifferentlyIsRefused(String path) {
    assertStops(INVALID, () -> new RawPath(path)).matches("the (path of the request|URL) .*");
  }

  @ParameterizedTest
  @CsvSource({"a%20b,a b", "%41%62,Ab", "a%252f,a%2f", "%C3%a9,\u00e9", "a+b,a+b", "a%2Fb,a/b"})
  void decodingIsDoneOnce(String raw, String decoded) {
    assertThat(RawPath.decode(raw)).isEqualTo(decoded);
  }

  @Test
  void severalSegmentsStayAsManyAsWereSent() {
    assertThat(RawPath.decodeSegments("acme/t%6fols/app")).isEqualTo("acme/tools/app");
    assertStops(INVALID, () -> RawPath.decodeSegments("acme%2fapp")).contains("encoded slash");
  }
}
