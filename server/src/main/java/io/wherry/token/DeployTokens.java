package io.wherry.token;

import io.wherry.secret.SecretDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps deploy tokens. Every method is atomic; what it acknowledged survives a crash. */
public interface DeployTokens {

  /** An id that was never used and never will be again. */
  long reserveId();

  void insert(DeployToken token, SecretDigest secret);

  Optional<DeployToken> find(long id);

  Optional<DeployToken> findBySecret(SecretDigest secret);

  /** The tokens of exactly this holder, in ascending order of their ids. */
  List<DeployToken> ofHolder(long holderId);

  /** All tokens, in ascending order of their ids. */
  List<DeployToken> all();

  /** The row stays. Revoking a revoked token changes nothing. */
  void revoke(long id, Instant at);

  /** Keeps, for each token, the latest use; uses of tokens that are gone are dropped. */
  void markUsed(Collection<TokenUse> uses);

  Optional<TokenUse> lastUse(long id);
}
