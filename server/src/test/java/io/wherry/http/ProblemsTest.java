package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

  @Test
  void busyServerSaysWhenToComeAgain() {
    Answer answer = Problems.TEXT.answer(new ProblemException(Problem.BUSY, "busy"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("Retry-After", Problems.RETRY_AFTER);
  }
}
