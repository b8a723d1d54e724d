package io.wherry.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowthTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, false, false",
    "19, 1000, 1000, false, false",
    "20, 1000, 100000000, true, false",
    "1, 8388607, 8388607, false, false",
    "1, 8388608, 8388608, true, false",
    "1, 8388608, 33554432, true, false",
    "1, 8388608, 33554436, false, false",
    "1, 33554432, 33554432, true, true"
  })
  void repackIsDueWhenServingSuffers(
      int packs, long newBytes, long bytes, boolean due, boolean heavy) {
    var growth = new Growth(packs, newBytes, bytes, 1);
    assertThat(growth.callsForRepack()).isEqualTo(due);
    assertThat(growth.isHeavyToServe()).isEqualTo(heavy);
  }
}
