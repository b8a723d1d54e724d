package io.wherry.access;

import io.wherry.access.Actor.Anonymous;
import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.account.Accounts;
import io.wherry.account.User;
import io.wherry.secret.SecretDigest;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Tells who presented the credentials, or why nobody did. Every pair costs the same work: one keyed
 * hash and both look-ups, whatever they find.
 */
public final class Authenticator {
  private static final Anonymous NOBODY = new Anonymous();

  private final DeployTokens tokens;
  private final Accounts accounts;
  private final SecretKey key;
  private final Clock clock;

  public Authenticator(DeployTokens tokens, Accounts accounts, SecretKey key, Clock clock) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.key = key;
    this.clock = clock;
  }

  /** Somebody, or the denial. */
  sealed interface Result {
    record Somebody(Actor actor) implements Result {}

    record Nobody(Denied denied) implements Result {}
  }

  Result authenticate(Proof proof) {
    if (proof instanceof Proof.Pair pair) {
      return authenticate(pair);
    }
    return proof instanceof Proof.None
        ? new Result.Somebody(NOBODY)
        : nobody(Reason.UNKNOWN_SECRET);
  }

  private Result authenticate(Proof.Pair pair) {
    SecretDigest digest = pair.secret().digest(key);
    Optional<DeployToken> token = tokens.findBySecret(digest);
    Optional<User> user = accounts.findBySecret(digest);
    if (token.isPresent()) {
      return judge(token.get(), pair.username());
    }
    return user.<Result>map(found -> new Result.Somebody(new UserActor(found)))
        .orElseGet(() -> nobody(Reason.UNKNOWN_SECRET));
  }

  private Result judge(DeployToken token, String username) {
    return switch (token.stateAt(clock.instant())) {
      case EXPIRED -> nobody(Reason.EXPIRED);
      case REVOKED -> nobody(Reason.REVOKED);
      case ACTIVE ->
          same(token.username(), username)
              ? new Result.Somebody(new TokenActor(token))
              : nobody(Reason.WRONG_USERNAME);
    };
  }

  private static Result nobody(Reason reason) {
    return new Result.Nobody(new Denied(reason, NOBODY));
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
