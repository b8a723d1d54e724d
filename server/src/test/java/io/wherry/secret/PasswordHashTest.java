package io.wherry.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final String PASSWORD = "correct horse \u00fc \ud83d\udea2";

  @Test
  void onlyTheSamePasswordMatches() {
    PasswordHash hash = new PasswordHash(PasswordHash.of(PASSWORD).encoded());
    assertThat(hash.matches(PASSWORD)).isTrue();
    assertThat(hash.matches(PASSWORD + " ")).isFalse();
    assertThat(hash.matches("Correct horse \u00fc \ud83d\udea2")).isFalse();
  }

  @Test
  void theSamePasswordIsKeptDifferentlyEachTime() {
    assertThat(PasswordHash.of(PASSWORD)).isNotEqualTo(PasswordHash.of(PASSWORD));
  }

  @Test
  void whatIsKeptSaysHowItWasMadeAndNotThePassword() {
    PasswordHash hash = PasswordHash.of(PASSWORD);
    assertThat(hash.encoded())
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .doesNotContain("horse");
    assertThat(hash).hasToString("PasswordHash[…]");
  }
}
