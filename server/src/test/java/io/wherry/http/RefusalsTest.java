package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wherry.access.Actor.Anonymous;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;
import io.wherry.problem.Problem;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {

  @ParameterizedTest
  @EnumSource
  void aTableWithAGapIsRefused(Reason gap) {
    Map<Reason, Function<Denied, Answer>> rows = full();
    rows.remove(gap);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Refusals(rows))
        .withMessageContaining(gap.name());
  }

  @ParameterizedTest
  @EnumSource
  void eachReasonHasItsOwnRow(Reason reason) {
    assertThat(new Refusals(full()).answer(new Denied(reason, new Anonymous())).body())
        .isEqualTo(reason + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "MALFORMED,400",
    "INVALID,400",
    "NOT_ALLOWED,403",
    "NOT_FOUND,404",
    "CONFLICT,409",
    "TOO_LARGE,413",
    "UNSUPPORTED,415",
    "BUSY,503",
  })
  void eachProblemHasTheStatusThatSaysTheSame(Problem problem, int status) {
    assertThat(Problems.status(problem)).isEqualTo(status);
  }

  private static Map<Reason, Function<Denied, Answer>> full() {
    Map<Reason, Function<Denied, Answer>> rows = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      rows.put(reason, denied -> Answer.text(403, reason.name()));
    }
    return rows;
  }
}
