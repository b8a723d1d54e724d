package io.wherry.token;

import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.secret.TokenState;
import java.time.Instant;

/**
 * A token as it was found by one of its secrets: the current one, or a former one that a rotation
 * left valid for a while.
 *
 * @param secretEnds from when on this secret is none of the token's any more
 */
public record PresentedToken(DeployToken token, SecretDigest secret, Expiry secretEnds) {

  public TokenState stateAt(Instant now) {
    TokenState state = token.stateAt(now);
    boolean replaced = state == TokenState.ACTIVE && secretEnds.hasPassed(now);
    return replaced ? TokenState.REVOKED : state;
  }
}
