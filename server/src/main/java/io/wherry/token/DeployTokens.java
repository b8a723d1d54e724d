package io.wherry.token;

import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Keeps deploy tokens. Every method is atomic; what it acknowledged survives a crash, and the event
 * of a change with it. A token that was deleted is in no answer, except that its secrets are still
 * known to be revoked.
 */
public interface DeployTokens {

  /** An id that was never used and never will be again. */
  long reserveId();

  void insert(DeployToken token, SecretDigest secret, AuditEvent event);

  Optional<DeployToken> find(long id);

  /** By the current secret or by one that a rotation replaced. */
  Optional<PresentedToken> findBySecret(SecretDigest secret);

  /** In ascending order of their ids. */
  Page<DeployToken> list(TokenQuery query, PageRequest page);

  /**
   * Changes name, username, scopes and expiry. Throws {@code NOT_FOUND} where it is gone.
   *
   * @param change gets what is there now; throws where it is not to be changed
   * @param event tells of it, given the token as it was
   */
  DeployToken update(
      long id, UnaryOperator<DeployToken> change, Function<DeployToken, AuditEvent> event);

  /**
   * Gives a token another secret, and perhaps other properties; the former secret stays valid until
   * it ends. Throws {@code NOT_FOUND} where it is gone.
   *
   * @param change as in {@link #update}
   * @param event tells of it, given the token as it is from then on
   */
  DeployToken rotate(
      long id,
      UnaryOperator<DeployToken> change,
      Replacement replacement,
      Function<DeployToken, AuditEvent> event);

  /**
   * A new secret in place of another.
   *
   * @param formerEnds until when the former one is valid
   */
  record Replacement(SecretDigest secret, Expiry formerEnds) {}

  /** The row stays. Revoking a revoked token changes nothing, and notes nothing. */
  void revoke(long id, Instant at, AuditEvent event);

  /** Revokes a token and hides it; the row stays. Throws {@code NOT_FOUND} where it is gone. */
  void delete(long id, Instant at, AuditEvent event);

  /** Keeps, for each secret, the latest use; uses of secrets that are gone are dropped. */
  void markUsed(Collection<TokenUse> uses);

  /** Of each of these tokens, also of those that were never used. */
  Map<Long, TokenUsage> usage(Collection<Long> ids);

  default TokenUsage usage(long id) {
    return usage(List.of(id)).getOrDefault(id, TokenUsage.NONE);
  }
}
