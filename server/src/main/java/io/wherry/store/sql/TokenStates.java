package io.wherry.store.sql;

import io.wherry.secret.TokenState;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of a token as a condition on its row; {@code :now} is the instant. */
final class TokenStates {
  private TokenStates() {}

  /** In parentheses. */
  static String condition(Set<TokenState> states) {
    return states.isEmpty()
        ? "(false)"
        : states.stream()
            .map(TokenStates::condition)
            .sorted()
            .collect(Collectors.joining(" or ", "(", ")"));
  }

  private static String condition(TokenState state) {
    return switch (state) {
      case ACTIVE -> "revoked_at is null and (expires_at is null or expires_at > :now)";
      case EXPIRED -> "revoked_at is null and expires_at <= :now";
      case REVOKED -> "revoked_at is not null";
    };
  }
}
