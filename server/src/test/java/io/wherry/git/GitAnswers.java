package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What every answer of one kind has in common. */
final class GitAnswers {
  private static final String TEXT = "text/plain;charset=utf-8";

  private GitAnswers() {}

  static void assertServed(HttpResponse<String> answer, GitCall call) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().allValues("Content-Type")).containsExactly(call.resultType());
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-cache");
    assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
  }

  static void assertChallenged(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .containsExactly("Basic realm=\"GitLab\"");
    assertThat(answer.headers().allValues("Content-Type")).containsExactly(TEXT);
    assertThat(answer.body()).startsWith("HTTP Basic: Access denied.");
  }

  /** One sentence for people, and no challenge: Git would forget good credentials. */
  static void assertPlain(HttpResponse<String> answer, int status, String words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().allValues("Content-Type")).containsExactly(TEXT);
    assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
    assertThat(answer.body()).contains(words).endsWith("\n").hasLineCount(1);
  }
}
