package io.wherry.token;

import io.wherry.namespace.Namespace;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.TokenSecret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.crypto.SecretKey;

/** Issues and revokes deploy tokens: the only writer of them. Thread-safe. */
public final class TokenDesk {
  private final DeployTokens tokens;
  private final TokenRules rules;
  private final SecretKey key;
  private final Clock clock;
  private final SecureRandom random;

  public TokenDesk(
      DeployTokens tokens, TokenRules rules, SecretKey key, Clock clock, SecureRandom random) {
    this.tokens = tokens;
    this.rules = rules;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Makes a token; its secret is in the answer and nowhere else. A date in the past is accepted, as
   * clients rely on it, and gives a token that is expired from the start. Throws {@code INVALID}
   * where the token would live longer than the instance allows.
   */
  public IssuedToken issue(Namespace holder, TokenDraft draft) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    checkLifetime(draft.expiry(), now);
    long id = tokens.reserveId();
    var token = new DeployToken(id, holder.id(), named(draft, id), now, false);
    TokenSecret secret = TokenSecret.generate(random, rules.secretPrefix());
    tokens.insert(token, secret.digest(key));
    return new IssuedToken(token, secret);
  }

  private TokenDraft named(TokenDraft draft, long id) {
    return draft.username().isEmpty()
        ? new TokenDraft(draft.name(), rules.usernamePrefix() + id, draft.scopes(), draft.expiry())
        : draft;
  }

  /** Ends a token at the very next request. Throws {@code NOT_FOUND} for an unknown id. */
  public void revoke(long id) {
    if (tokens.find(id).isEmpty()) {
      throw new ProblemException(Problem.NOT_FOUND, "there is no deploy token " + id);
    }
    tokens.revoke(id, clock.instant());
  }

  public TokenState state(DeployToken token) {
    return token.stateAt(clock.instant());
  }

  private void checkLifetime(Expiry expiry, Instant now) {
    int days = rules.longestLifeDays();
    if (days > 0 && expiry.instant().isAfter(now.plus(Duration.ofDays(days)))) {
      throw new ProblemException(
          Problem.INVALID, "expires_at must be at most " + days + " days from now");
    }
  }
}
