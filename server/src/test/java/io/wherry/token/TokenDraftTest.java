package io.wherry.token;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.token.Scope.READ_REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.secret.Expiry;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDraftTest {
  private static final Set<Scope> READ = Set.of(READ_REPOSITORY);

  @ParameterizedTest
  @ValueSource(strings = {"CI", "  CI\t", "\u2003CI "})
  void aNameLosesTheBlanksAroundIt(String name) {
    assertThat(draft(name, "").name()).isEqualTo("CI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n", "\u2003"})
  void aBlankNameIsRefused(String name) {
    assertStops(INVALID, () -> draft(name, "")).isEqualTo("name can't be blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\r\nSet-Cookie: x", "a\u0000", "a\u001b[31m"})
  void badInput31ANameWithControlCharactersIsRefused(String name) {
    assertStops(INVALID, () -> draft(name, "")).startsWith("name has");
  }

  @Test
  void namesAndUsernamesHaveAtMost255Characters() {
    assertThat(draft("n".repeat(255), "u".repeat(255)).username()).hasSize(255);
    assertStops(INVALID, () -> draft("n".repeat(256), "")).startsWith("name has");
    assertStops(INVALID, () -> draft("n", "u".repeat(256))).startsWith("username has");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deployer", "gitlab+deploy-token-7", "A.b_C-9+", "-x", "."})
  void aUsernameMayBeEmptyOrOfTheCharactersThatClientsSend(String username) {
    assertThat(draft("n", username).username()).isEqualTo(username);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a b", "a:b", "a@b", "a/b", "a\n", "a\r\nb", "\u00fc", "a%20"})
  void badInput31AnyOtherUsernameIsRefused(String username) {
    assertStops(INVALID, () -> draft("n", username)).startsWith("username has");
  }

  @Test
  void aTokenWithoutScopesIsRefused() {
    assertStops(INVALID, () -> new TokenDraft("n", "", Set.of(), Expiry.NEVER))
        .isEqualTo("scopes can't be blank");
  }

  private static TokenDraft draft(String name, String username) {
    return new TokenDraft(name, username, READ, Expiry.NEVER);
  }
}
