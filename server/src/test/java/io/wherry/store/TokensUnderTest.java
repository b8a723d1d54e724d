package io.wherry.store;

import io.wherry.namespace.Namespace;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.PresentedToken;
import io.wherry.token.Scope;
import io.wherry.token.TokenDraft;
import io.wherry.token.TokenQuery;
import io.wherry.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Short ways to keep deploy tokens and to look at them. */
interface TokensUnderTest extends StorageUnderTest {
  @Override
  TokensUnderTest fromElsewhere();

  /** Of the tests' digests; equal texts stand for equal secrets. */
  default SecretDigest digest(String secret) {
    return new SecretDigest(secret.getBytes(StandardCharsets.UTF_8));
  }

  default DeployToken insert(Namespace holder, String secret) {
    return insert(holder, secret, Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
  }

  default DeployToken insert(Namespace holder, String secret, Set<Scope> scopes, Expiry expiry) {
    var draft = new TokenDraft("CI \u00fc \ud83d\udea2", "deployer", scopes, expiry);
    return insert(
        new DeployToken(tokens().reserveId(), holder.id(), draft, NOON, false, 0), secret);
  }

  default DeployToken insert(DeployToken token, String secret) {
    tokens().insert(token, digest(secret), EVENT);
    return token;
  }

  /** The token that a secret belongs to. */
  default Optional<DeployToken> tokenOf(String secret) {
    return tokens().findBySecret(digest(secret)).map(PresentedToken::token);
  }

  default List<DeployToken> tokensOf(long holderId) {
    return tokens().list(TokenQuery.of(holderId), PageRequest.EVERYTHING).items();
  }

  default List<DeployToken> allTokens() {
    return tokensOf(0);
  }

  default TokenUse use(String secret, Instant at, String what) {
    return new TokenUse(digest(secret), at, "192.0.2.7", what);
  }

  default void markUsed(String secret, Instant at, String what) {
    tokens().markUsed(List.of(use(secret, at, what)));
  }

  /** The last use of any of a token's secrets. */
  default Optional<TokenUse> lastUse(DeployToken token) {
    return tokens().usage(token.id()).last().findFirst();
  }
}
