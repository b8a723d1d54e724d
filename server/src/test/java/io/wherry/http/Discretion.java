package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

/** That an answer says nothing about how the server is made. */
final class Discretion {
  private Discretion() {}

  static void assertTellsNothing(RawAnswer answer) {
    assertThat(answer.head() + answer.body())
        .doesNotContainIgnoringCase("Exception", "Jetty", "eclipse", "jgit", "java.", "io.wherry")
        .doesNotContain("\tat ", "Caused by", "<html", "Server:");
    if (!answer.body().isEmpty()) {
      assertThat(answer.header("Content-Type")).hasValue("text/plain;charset=utf-8");
    }
  }
}
