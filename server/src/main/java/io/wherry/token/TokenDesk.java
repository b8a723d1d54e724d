package io.wherry.token;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.audit.Subject;
import io.wherry.namespace.Namespace;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.secret.TokenState;
import io.wherry.token.DeployTokens.Replacement;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;

/**
 * Issues, changes, rotates, revokes and deletes deploy tokens: the only writer of them, and of what
 * is noted about it. A token of another holder than the one named is not found. Thread-safe.
 */
public final class TokenDesk {
  /** Longer, and nobody would call it a rotation. */
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

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
  public IssuedToken issue(Namespace holder, TokenDraft draft, By by) {
    return issue(holder, draft, TokenSecret.generate(random, rules.secretPrefix()), by);
  }

  /**
   * The same with a secret that is in use already, such as one that another server issued. Throws
   * {@code CONFLICT} where it is, or was, another token's here.
   */
  public IssuedToken issue(Namespace holder, TokenDraft draft, TokenSecret secret, By by) {
    Instant now = now();
    checkLifetime(draft.expiry(), now);
    long id = tokens.reserveId();
    var token = new DeployToken(id, holder.id(), named(draft, id), now, false, by.personId());
    tokens.insert(token, secret.digest(key), event("created", holder, token, by));
    return new IssuedToken(token, secret);
  }

  private TokenDraft named(TokenDraft draft, long id) {
    return draft.username().isEmpty() ? draft.withUsername(rules.usernamePrefix() + id) : draft;
  }

  /** Throws {@code NOT_FOUND} where there is no such token of this holder. */
  public DeployToken find(Namespace holder, long id) {
    return tokens.find(id).filter(token -> token.holderId() == holder.id()).orElseThrow(this::gone);
  }

  /**
   * Changes what a token is called, allows, and when it ends; an empty username becomes the default
   * one. Throws {@code CONFLICT} for a revoked token, and what {@link #issue} throws.
   */
  public DeployToken change(Namespace holder, long id, UnaryOperator<TokenDraft> change, By by) {
    DeployToken known = find(holder, id);
    return tokens.update(
        known.id(),
        before -> changed(before, change),
        before -> changeEvent(holder, before, changed(before, change), by));
  }

  private DeployToken changed(DeployToken before, UnaryOperator<TokenDraft> change) {
    refuseRevoked(before);
    TokenDraft draft = named(change.apply(before.draft()), before.id());
    if (!draft.expiry().equals(before.draft().expiry())) {
      checkLifetime(draft.expiry(), now());
    }
    return before.with(draft);
  }

  /**
   * Gives a token a new secret; the former one stays valid for the overlap, at most 30 days, and
   * others that earlier rotations replaced until their own end. Throws {@code CONFLICT} for a
   * revoked token.
   *
   * @param change what else is to change, such as the expiry
   */
  public IssuedToken rotate(
      Namespace holder, long id, UnaryOperator<TokenDraft> change, Rotation rotation) {
    if (rotation.overlap().compareTo(LONGEST_OVERLAP) > 0 || rotation.overlap().isNegative()) {
      throw new ProblemException(
          Problem.INVALID, "overlap is at most " + LONGEST_OVERLAP.toSeconds() + " seconds");
    }
    DeployToken known = find(holder, id);
    TokenSecret secret = TokenSecret.generate(random, rules.secretPrefix());
    var ends = new Expiry(now().plus(rotation.overlap()));
    DeployToken rotated =
        tokens.rotate(
            known.id(),
            before -> changed(before, change),
            new Replacement(secret.digest(key), ends),
            after ->
                event("rotated", holder, after, rotation.by()).with("former_secret_ends", ends));
    return new IssuedToken(rotated, secret);
  }

  /** How long a former secret stays valid, and who wants it. */
  public record Rotation(Duration overlap, By by) {}

  /** Ends a token at the very next request; it stays in lists. */
  public void revoke(Namespace holder, long id, By by) {
    DeployToken token = find(holder, id);
    tokens.revoke(id, now(), event("revoked", holder, token, by));
  }

  /** Ends a token at the very next request and takes it out of all lists. */
  public void delete(Namespace holder, long id, By by) {
    DeployToken token = find(holder, id);
    tokens.delete(id, now(), event("destroyed", holder, token, by));
  }

  public TokenState state(DeployToken token) {
    return token.stateAt(clock.instant());
  }

  /** That somebody who may make tokens tried in vain. */
  public AuditEvent failure(Namespace holder, String why, By by) {
    return AuditEvent.of(now(), by, type("creation_failed", holder), holder.subject())
        .with("reason", why);
  }

  private void refuseRevoked(DeployToken token) {
    if (token.revoked()) {
      throw new ProblemException(Problem.CONFLICT, "deploy token " + token.id() + " is revoked");
    }
  }

  private void checkLifetime(Expiry expiry, Instant now) {
    int days = rules.longestLifeDays();
    if (days > 0 && expiry.instant().isAfter(now.plus(Duration.ofDays(days)))) {
      throw new ProblemException(
          Problem.INVALID, "expires_at must be at most " + days + " days from now");
    }
  }

  private ProblemException gone() {
    return new ProblemException(Problem.NOT_FOUND, "Deploy Token Not Found");
  }

  private AuditEvent changeEvent(Namespace holder, DeployToken before, DeployToken after, By by) {
    AuditEvent event = event("updated", holder, after, by);
    return before.draft().equals(after.draft()) ? event : event.with("before", before.draft());
  }

  private AuditEvent event(String what, Namespace holder, DeployToken token, By by) {
    TokenDraft draft = token.draft();
    Subject subject = holder.subject();
    return AuditEvent.of(now(), by, type(what, holder), subject)
        .with("token_id", token.id())
        .with("name", draft.name())
        .with("username", draft.username())
        .with("scopes", draft.scopes())
        .with("expires_at", draft.expiry());
  }

  private static String type(String what, Namespace holder) {
    return switch (holder.kind()) {
      case GROUP -> "group_deploy_token_" + what;
      case PROJECT -> "deploy_token_" + what;
    };
  }

  /** The instant at which all states are told. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
