package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.secret.SecretDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Keeps personal tokens. Every method is atomic and keeps the event with its change. */
public interface PersonalTokens {

  /** An id that was never used and never will be again. */
  long reserveId();

  void insert(PersonalToken token, SecretDigest secret, AuditEvent event);

  /**
   * Revokes one token and adds the one that takes its place. Throws {@code CONFLICT} where the
   * former is revoked already.
   */
  void replace(long formerId, PersonalToken token, SecretDigest secret, AuditEvent event);

  Optional<PersonalToken> find(long id);

  Optional<PersonalToken> findBySecret(SecretDigest secret);

  /** In the order of their ids. */
  Page<PersonalToken> list(PersonalTokenQuery query, PageRequest page);

  /** The same, whatever has become of them; those of everybody where no person is given (0). */
  default Page<PersonalToken> list(long userId, PageRequest page) {
    return list(PersonalTokenQuery.of(userId), page);
  }

  /** The row stays. Revoking a revoked token changes nothing. */
  void revoke(long id, Instant at, AuditEvent event);

  /** Keeps, for each token by its id, the latest use; uses of tokens that are gone are dropped. */
  void markUsed(Map<Long, Instant> uses);

  /** Of these tokens those that were ever used, by id. */
  Map<Long, Instant> lastUses(Collection<Long> ids);
}
