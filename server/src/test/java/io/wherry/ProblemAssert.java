package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks which problem stops something, and what sentence the client would read. */
public final class ProblemAssert {
  private ProblemAssert() {}

  /** Returns the sentence for further checks. */
  public static AbstractStringAssert<?> assertStops(Problem problem, ThrowingCallable work) {
    ProblemException stopped = catchThrowableOfType(ProblemException.class, work);
    assertThat(stopped).as("a problem").isNotNull();
    assertThat(stopped.problem()).as(stopped.sentence()).isEqualTo(problem);
    return assertThat(stopped.sentence()).doesNotContainPattern("\\p{Cntrl}");
  }
}
