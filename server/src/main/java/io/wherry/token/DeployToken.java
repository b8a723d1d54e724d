package io.wherry.token;

import io.wherry.namespace.Namespace;
import io.wherry.permission.Permission;
import io.wherry.secret.TokenState;
import java.time.Instant;

/**
 * A username and secret without a user behind them, belonging to one project or group. The secret
 * is not part of it.
 *
 * @param holderId the project or group it belongs to
 * @param draft name, username, scopes and expiry; the username is never empty here
 * @param creatorId the person who made it, for the audit only; 0 where it was none, or is gone
 */
public record DeployToken(
    long id, long holderId, TokenDraft draft, Instant createdAt, boolean revoked, long creatorId) {

  /** What a client must present with the secret. */
  public String username() {
    return draft.username();
  }

  public TokenState stateAt(Instant now) {
    if (revoked) {
      return TokenState.REVOKED;
    }
    return draft.expiry().hasPassed(now) ? TokenState.EXPIRED : TokenState.ACTIVE;
  }

  /** Whether the namespace is the holder or lies, today, anywhere inside it. */
  public boolean reaches(Namespace namespace) {
    return namespace.isWithin(holderId);
  }

  public boolean allows(Permission permission) {
    return draft.scopes().stream().anyMatch(scope -> scope.allows(permission));
  }

  /** The same with other properties. */
  public DeployToken with(TokenDraft changed) {
    return new DeployToken(id, holderId, changed, createdAt, revoked, creatorId);
  }
}
