package io.wherry.account;

import io.wherry.secret.TokenState;
import java.time.Instant;

/**
 * A secret with which a person's programs do what the person may do. The secret is not part of it.
 */
public record PersonalToken(
    long id, User user, PersonalTokenDraft draft, Instant createdAt, boolean revoked) {

  public TokenState stateAt(Instant now) {
    if (revoked) {
      return TokenState.REVOKED;
    }
    return draft.expiry().hasPassed(now) ? TokenState.EXPIRED : TokenState.ACTIVE;
  }
}
