package io.wherry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {

  /** New packs, new bytes, new objects, all bytes, all objects. */
  @ParameterizedTest
  @CsvSource({
    "0 0 0 0 0, false, false",
    "19 1000 10 1000 10, false, false",
    "20 1000 10 4194303 1000000, true, false",
    "20 1000 10 4194304 1000000, false, false",
    "21 1000 10 4194304 1000000, true, false",
    "99 1000 10 1000000000 1000000, false, false",
    "100 1000 10 1000000000 1000000, true, false",
    "1 8388607 9999 8388607 9999, false, false",
    "1 8388608 1 8388608 1, true, false",
    "1 8388608 1 33554432 9, true, false",
    "1 8388608 1 33554436 9, false, false",
    "1 33554432 1 33554432 1, true, true",
    "1 33554432 1 134217732 9, false, false",
    "1 1000 10000 10000 40000, true, false",
    "1 1000 10000 10000 40001, false, false",
    "1 1000 50000 10000 200000, true, true",
    "1 1000 50000 10000 200001, false, false"
  })
  void repackIsDueWhenServingSuffers(String numbers, boolean due, boolean heavy) {
    long[] of = Arrays.stream(numbers.split(" ")).mapToLong(Long::parseLong).toArray();
    var growth = new Growth((int) of[0], of[1], of[2], of[3], of[4]);
    assertThat(growth.callsForRepack()).isEqualTo(due);
    assertThat(growth.isHeavyToServe()).isEqualTo(heavy);
  }
}
