package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Duration MOST = Duration.ofSeconds(60);

  @Test
  void clientThatBringsAByteASecondIsTooFarBehindAfterAWhile() {
    var lag = new Lag(256, MOST);
    for (int i = 0; i < 60; i++) {
      assertThat(lag.isTooLarge()).isFalse();
      lag.waited(SECOND);
      lag.moved(1);
    }
    lag.waited(SECOND);
    assertThat(lag.isTooLarge()).isTrue();
  }

  @Test
  void clientAtTheRateIsNeverBehind() {
    var lag = new Lag(256, MOST);
    for (int i = 0; i < 1000; i++) {
      lag.waited(50 * SECOND);
      lag.moved(50 * 256);
    }
    assertThat(lag.isTooLarge()).isFalse();
    assertThat(lag.timeFor(256)).isEqualTo(61 * SECOND);
  }

  @Test
  void whatWasFasterGivesNoCredit() {
    var lag = new Lag(256, MOST);
    lag.moved(1L << 40);
    lag.waited(61 * SECOND);
    assertThat(lag.isTooLarge()).isTrue();
    assertThat(lag.timeFor(0)).isNegative();
  }

  @Test
  void withoutARateNobodyIsBehind() {
    var lag = new Lag(0, MOST);
    lag.waited(1000 * 60 * SECOND);
    lag.moved(1);
    assertThat(lag.isTooLarge()).isFalse();
    assertThat(lag.timeFor(1)).isGreaterThan(1000 * 60 * SECOND);
  }
}
