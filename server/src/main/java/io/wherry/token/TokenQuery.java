package io.wherry.token;

import io.wherry.secret.TokenState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which deploy tokens are wanted.
 *
 * @param holderId the project or group that they belong to; 0 for any
 * @param states at the instant {@code now}
 */
public record TokenQuery(long holderId, Set<TokenState> states, Instant now) {
  public TokenQuery {
    states = Set.copyOf(states);
  }

  /** Those of a holder, whatever has become of them. */
  public static TokenQuery of(long holderId) {
    return new TokenQuery(holderId, EnumSet.allOf(TokenState.class), Instant.EPOCH);
  }
}
