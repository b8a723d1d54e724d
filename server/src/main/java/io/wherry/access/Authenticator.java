package io.wherry.access;

import io.wherry.access.Actor.Anonymous;
import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Decision.Denied;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokens;
import io.wherry.permission.Area;
import io.wherry.secret.SecretDigest;
import io.wherry.secret.TokenSecret;
import io.wherry.token.DeployTokens;
import io.wherry.token.PresentedToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Tells who presented the credentials, or why nobody did. Every secret costs the same work: one
 * keyed hash and both look-ups, whatever they find; what is then still unknown may be a password.
 */
public final class Authenticator {
  static final Anonymous NOBODY = new Anonymous();

  private final DeployTokens tokens;
  private final PersonalTokens personalTokens;
  private final Passwords passwords;
  private final SecretKey key;
  private final Clock clock;
  private final AccessRules rules;

  public Authenticator(
      DeployTokens tokens,
      PersonalTokens personalTokens,
      Passwords passwords,
      SecretKey key,
      Clock clock,
      AccessRules rules) {
    this.tokens = tokens;
    this.personalTokens = personalTokens;
    this.passwords = passwords;
    this.key = key;
    this.clock = clock;
    this.rules = rules;
  }

  /** Somebody, or the denial. */
  sealed interface Result {
    record Somebody(Actor actor) implements Result {}

    record Nobody(Denied denied) implements Result {}

    static Result nobody(Reason reason) {
      return new Nobody(new Denied(reason, NOBODY));
    }
  }

  /** The area decides which forms are taken: Git's clients send pairs and nothing else. */
  Result authenticate(Credentials credentials, Area area) {
    Proof proof = credentials.proof();
    if (proof instanceof Proof.Pair pair) {
      return authenticate(pair, credentials.address());
    }
    if (proof instanceof Proof.Bare bare && area != Area.REPOSITORY) {
      return authenticate(bare.secret());
    }
    return proof instanceof Proof.None
        ? new Result.Somebody(NOBODY)
        : Result.nobody(Reason.UNKNOWN_SECRET);
  }

  private Result authenticate(Proof.Pair pair, String address) {
    SecretDigest digest = pair.secret().digest(key);
    Optional<PresentedToken> token = tokens.findBySecret(digest);
    Optional<PersonalToken> personal = personalTokens.findBySecret(digest);
    if (token.isPresent()) {
      Result judged = judge(token.get());
      boolean misnamed = !isNamed(token.get().token().username(), pair.username());
      return misnamed && judged instanceof Result.Somebody
          ? Result.nobody(Reason.WRONG_USERNAME)
          : judged;
    }
    if (personal.isPresent()) {
      return judge(personal.get());
    }
    return pair.secret().looksLikeToken()
        ? Result.nobody(Reason.UNKNOWN_SECRET)
        : passwords.authenticate(pair, address);
  }

  private Result authenticate(TokenSecret secret) {
    SecretDigest digest = secret.digest(key);
    Optional<PresentedToken> token = tokens.findBySecret(digest);
    Optional<PersonalToken> personal = personalTokens.findBySecret(digest);
    return token
        .map(this::judge)
        .or(() -> personal.map(this::judge))
        .orElseGet(() -> Result.nobody(Reason.UNKNOWN_SECRET));
  }

  private Result judge(PresentedToken presented) {
    return switch (presented.stateAt(clock.instant())) {
      case EXPIRED -> Result.nobody(Reason.EXPIRED);
      case REVOKED -> Result.nobody(Reason.REVOKED);
      case ACTIVE -> new Result.Somebody(new TokenActor(presented));
    };
  }

  private Result judge(PersonalToken token) {
    return switch (token.stateAt(clock.instant())) {
      case EXPIRED -> Result.nobody(Reason.EXPIRED);
      case REVOKED -> Result.nobody(Reason.REVOKED);
      case ACTIVE ->
          token.user().blocked()
              ? Result.nobody(Reason.BLOCKED)
              : new Result.Somebody(
                  new UserActor(token.user(), token.draft().scopes(), token.id()));
    };
  }

  /** Usernames of deploy tokens have no blanks: one was a plus that a client took for form data. */
  private boolean isNamed(String username, String presented) {
    return same(username, rules.spaceIsPlus() ? presented.replace(' ', '+') : presented);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
