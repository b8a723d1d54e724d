package io.wherry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the files that may be open are shared out to. */
class OpenFilesTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             96155                96155                processes
      Max open files            %s                %s                files
      Max locked memory         8388608              8388608              bytes
      """;

  @ParameterizedTest
  @CsvSource({"300, 75, 37", "1024, 256, 212", "20000, 1024, 18420", "1048576, 1024, 1046996"})
  void connectionsLeaveEnoughForTheRest(String limit, int packs, int connections) {
    OpenFiles files = OpenFiles.in(LIMITS.formatted(limit, limit));

    assertThat(files.packs()).isEqualTo(packs);
    assertThat(files.connections(100)).isEqualTo(connections);
  }

  @Test
  void whereThereIsNoLimitThereIsNone() {
    OpenFiles files = OpenFiles.in(LIMITS.formatted("unlimited", "unlimited"));

    assertThat(files.most()).isEqualTo(Integer.MAX_VALUE);
    assertThat(files.connections(100)).isPositive();
  }

  @Test
  void thisProcessMayOpenSome() {
    assertThat(OpenFiles.ofThisProcess().most()).isGreaterThan(100);
  }
}
