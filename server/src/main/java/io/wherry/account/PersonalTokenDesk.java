package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.secret.TokenState;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Issues and revokes personal tokens: the only writer of them. Thread-safe. */
public final class PersonalTokenDesk {
  private final PersonalTokens tokens;
  private final SecretKey key;
  private final Clock clock;
  private final SecureRandom random;

  public PersonalTokenDesk(PersonalTokens tokens, SecretKey key, Clock clock, SecureRandom random) {
    this.tokens = tokens;
    this.key = key;
    this.clock = clock;
    this.random = random;
  }

  /** Makes a token; its secret is in the answer and nowhere else. */
  public IssuedPersonalToken issue(User user, PersonalTokenDraft draft, By by) {
    TokenSecret secret = TokenSecret.generatePersonal(random);
    return new IssuedPersonalToken(keep(user, draft, secret, by), secret);
  }

  /**
   * Makes sure that this secret, chosen by whoever runs the machine, is the one active token of
   * that name; former ones of the name are revoked.
   *
   * @return false where it was a token before, which stays as it is
   */
  public boolean issueChosen(User user, PersonalTokenDraft draft, TokenSecret secret, By by) {
    Optional<PersonalToken> same = tokens.findBySecret(secret.digest(key));
    if (same.isPresent()) {
      return isActive(same.get()) && same.get().user().id() == user.id();
    }
    ofUser(user, draft.name()).forEach(former -> revoke(former, by));
    keep(user, draft, secret, by);
    return true;
  }

  private List<PersonalToken> ofUser(User user, String name) {
    return tokens.list(user.id(), PageRequest.EVERYTHING).items().stream()
        .filter(token -> token.draft().name().equals(name) && isActive(token))
        .toList();
  }

  private PersonalToken keep(User user, PersonalTokenDraft draft, TokenSecret secret, By by) {
    var token = new PersonalToken(tokens.reserveId(), user, draft, now(), false);
    tokens.insert(token, secret.digest(key), event(by, "personal_access_token_created", token));
    return token;
  }

  /**
   * Ends a token at once and makes one like it, which lives as long as the former was made to live
   * where no expiry is given: who rotates in time and says nothing never holds an expired one.
   * Throws {@code CONFLICT} for a revoked token.
   */
  public IssuedPersonalToken rotate(PersonalToken former, Optional<Expiry> expiry, By by) {
    Instant now = now();
    PersonalTokenDraft draft = former.draft().with(expiry.orElseGet(() -> renewed(former, now)));
    var token = new PersonalToken(tokens.reserveId(), former.user(), draft, now, false);
    TokenSecret secret = TokenSecret.generatePersonal(random);
    AuditEvent event =
        event(by, "personal_access_token_rotated", token).with("former_token_id", former.id());
    tokens.replace(former.id(), token, secret.digest(key), event);
    return new IssuedPersonalToken(token, secret);
  }

  private static Expiry renewed(PersonalToken former, Instant now) {
    Expiry expiry = former.draft().expiry();
    return expiry.isNever() ? expiry : expiry.plus(Duration.between(former.createdAt(), now));
  }

  /** Ends a token at the very next request. */
  public void revoke(PersonalToken token, By by) {
    tokens.revoke(token.id(), now(), event(by, "personal_access_token_revoked", token));
  }

  public TokenState state(PersonalToken token) {
    return token.stateAt(clock.instant());
  }

  private boolean isActive(PersonalToken token) {
    return state(token) == TokenState.ACTIVE;
  }

  private AuditEvent event(By by, String type, PersonalToken token) {
    return AuditEvent.of(now(), by, type, token.user().subject())
        .with("token_id", token.id())
        .with("name", token.draft().name())
        .with("scopes", token.draft().scopes())
        .with("expires_at", token.draft().expiry());
  }

  /** The instant at which all states are told. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
