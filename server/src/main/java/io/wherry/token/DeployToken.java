package io.wherry.token;

import io.wherry.namespace.Namespace;
import io.wherry.permission.Permission;
import java.time.Instant;

/**
 * A username and secret without a user behind them, belonging to one project or group. The secret
 * is not part of it.
 *
 * @param holderId the project or group it belongs to
 * @param username what a client must present with the secret
 * @param draft name, scopes and expiry as they were asked for
 */
public record DeployToken(
    long id, long holderId, String username, TokenDraft draft, Instant createdAt, boolean revoked) {

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
}
