package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.access.Guesses.Guess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuessesTest {
  private static final Duration ONE_MORE = Duration.ofSeconds(Guesses.RETRY_SECONDS);

  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final Guesses guesses = new Guesses(clock);

  @Test
  void anAccountHasThirtyWrongPasswordsAndOneMoreEverySixSeconds() {
    var guess = new Guess("ada", "192.0.2.1");
    assertThat(wrongOnes(guess)).isEqualTo(30);
    clock.advance(ONE_MORE.minusMillis(1));
    assertThat(guesses.mayTry(guess)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(wrongOnes(guess)).isEqualTo(1);
    clock.advance(Duration.ofMinutes(3));
    assertThat(wrongOnes(guess)).isEqualTo(30);
    clock.advance(Duration.ofDays(3));
    assertThat(wrongOnes(guess)).as("no more are saved up").isEqualTo(30);
  }

  @Test
  void anAccountIsSlowedDownFromEverywhereAndNoOtherIs() {
    wrongOnes(new Guess("ada", "192.0.2.1"));
    assertThat(guesses.mayTry(new Guess("ada", "192.0.2.2"))).isFalse();
    assertThat(guesses.mayTry(new Guess("bob", "192.0.2.1"))).isTrue();
  }

  @Test
  void anAddressHasNinetyForAllAccountsTogether() {
    int wrong = 0;
    for (int i = 0; i < 10; i++) {
      wrong += wrongOnes(new Guess("account " + i, "192.0.2.1"));
    }
    assertThat(wrong).isEqualTo(90);
    assertThat(guesses.mayTry(new Guess("another", "192.0.2.1"))).isFalse();
    assertThat(guesses.mayTry(new Guess("account 9", "192.0.2.2"))).isTrue();
  }

  @Test
  void allAddressesOfOneIpv6NetworkAreOne() {
    for (int i = 0; i < 90; i++) {
      guesses.failed(new Guess("account " + i, "2001:db8:0:1::" + i));
    }
    assertThat(guesses.mayTry(new Guess("another", "2001:db8:0:1:ffff::1"))).isFalse();
    assertThat(guesses.mayTry(new Guess("another", "2001:db8:0:2::1"))).isTrue();
  }

  @Test
  void whatWasOnlyAskedCostsNothing() {
    var guess = new Guess("ada", "192.0.2.1");
    for (int i = 0; i < 100; i++) {
      assertThat(guesses.mayTry(guess)).isTrue();
    }
  }

  /** How many wrong passwords there can be until it is enough. */
  private int wrongOnes(Guess guess) {
    int wrong = 0;
    while (guesses.mayTry(guess)) {
      guesses.failed(guess);
      wrong++;
    }
    return wrong;
  }
}
