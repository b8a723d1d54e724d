package io.wherry.account;

import io.wherry.secret.TokenState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which personal tokens are wanted.
 *
 * @param userId the person whose they are; 0 for anybody's
 * @param states at the instant {@code now}
 */
public record PersonalTokenQuery(long userId, Set<TokenState> states, Instant now) {
  public PersonalTokenQuery {
    states = Set.copyOf(states);
  }

  /** Those of a person, whatever has become of them. */
  public static PersonalTokenQuery of(long userId) {
    return new PersonalTokenQuery(userId, EnumSet.allOf(TokenState.class), Instant.EPOCH);
  }
}
