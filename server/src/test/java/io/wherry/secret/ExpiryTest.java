package io.wherry.secret;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.MALFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {

  @ParameterizedTest
  @CsvSource({
    "2030-01-31,                          2030-01-31T00:00:00Z",
    "2028-02-29,                          2028-02-29T00:00:00Z",
    "2001-01-01,                          2001-01-01T00:00:00Z",
    "9999-12-31,                          9999-12-31T00:00:00Z",
    "2030-01-31T08:00:00Z,                2030-01-31T08:00:00Z",
    "2030-01-31T08:00:00.123Z,            2030-01-31T08:00:00.123Z",
    "2030-01-31T08:00:00.123456789+02:00, 2030-01-31T06:00:00.123Z",
    "2030-01-31T00:30:00+01:00,           2030-01-30T23:30:00Z",
    "2030-01-31T08:00-05:00,              2030-01-31T13:00:00Z",
    "2030-01-31T08:00:00-0500,            2030-01-31T13:00:00Z",
    "2030-01-31T08:00:00+0000,            2030-01-31T08:00:00Z",
    "2030-01-31T08:00:00,                 2030-01-31T08:00:00Z",
    "2030-01-31T08:00:00.123456,          2030-01-31T08:00:00.123Z",
  })
  void aDateIsItsFirstInstantInUtcAndATimestampIsItself(String text, Instant instant) {
    assertThat(Expiry.parse(text).instant()).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void nothingIsNever(String text) {
    assertThat(Expiry.parse(text)).isEqualTo(Expiry.NEVER);
    assertThat(Expiry.NEVER.isNever()).isTrue();
    assertThat(Expiry.NEVER.hasPassed(Instant.parse("9999-12-31T23:59:59Z"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "never",
        "tomorrow",
        "0",
        "1893456000",
        "2030",
        "2030-1-1",
        "2030-13-01",
        "2030-02-30",
        "2029-02-29",
        "31.01.2030",
        "2030-01-31 08:00:00Z",
        "2030-02-30T08:00:00",
        "T",
        "2030-01-31T25:00:00Z",
        "2030-01-31T08:00:00+25:00",
        "2030-01-31\n",
        "\u0662030-01-31",
      })
  void anythingElseIsRefused(String text) {
    assertStops(MALFORMED, () -> Expiry.parse(text)).startsWith("expires_at is invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10000-01-01",
        "+10000-01-01",
        "+999999999-12-31",
        "-999999999-01-01",
        "-0001-12-31",
        "+999999999-12-31T23:59:59-18:00",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00:00+01:00",
      })
  void yearsOfMoreThanFourDigitsAreRefusedBecauseNoRowCanKeepThem(String text) {
    assertStops(MALFORMED, () -> Expiry.parse(text)).startsWith("expires_at is invalid");
  }

  @Test
  void theInstantItselfIsTooLate() {
    Expiry expiry = Expiry.parse("2030-01-31");
    Instant midnight = Instant.parse("2030-01-31T00:00:00Z");
    assertThat(expiry.hasPassed(midnight.minusNanos(1))).isFalse();
    assertThat(expiry.hasPassed(midnight)).isTrue();
    assertThat(expiry.hasPassed(midnight.plusNanos(1))).isTrue();
    assertThat(expiry.isNever()).isFalse();
  }

  @Test
  void oneIsPutOffByAsMuchAsYearsAllow() {
    Duration week = Duration.ofDays(7);
    assertThat(Expiry.parse("2030-01-31").plus(week)).isEqualTo(Expiry.parse("2030-02-07"));
    assertThat(Expiry.parse("9999-12-31").plus(week)).isEqualTo(Expiry.parse("9999-12-31"));
    assertThat(Expiry.NEVER.plus(week)).isEqualTo(Expiry.NEVER);
  }
}
