package io.wherry.account;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.TokenSecret;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;

/** Makes, changes, blocks and removes people: the only writer of them. Thread-safe. */
public final class PeopleDesk {
  /** Shorter ones are guessed. */
  public static final int SHORTEST_PASSWORD = 8;

  /** Longer ones only cost time. */
  private static final int LONGEST_PASSWORD = 128;

  private final Accounts accounts;
  private final Clock clock;

  public PeopleDesk(Accounts accounts, Clock clock) {
    this.accounts = accounts;
    this.clock = clock;
  }

  /** Throws {@code INVALID} for a bad password and {@code CONFLICT} where a name is taken. */
  public User create(UserDraft draft, String password, By by) {
    PasswordHash hash = hash(password);
    var user = new User(accounts.reserveId(), draft, false, now());
    accounts.insert(user, hash, event(by, "user_created", user));
    return user;
  }

  /** The change gets what is there now. Nobody takes his own rights. */
  public User change(User user, UnaryOperator<UserDraft> change, By by) {
    return accounts.update(
        user.id(),
        found -> {
          UserDraft draft = change.apply(found.draft());
          refuseLoss(found, by, found.administrator() && !draft.administrator());
          return new User(found.id(), draft, found.blocked(), found.createdAt());
        },
        changed -> event(by, "user_updated", changed));
  }

  /** A blocked person's password and tokens open nothing from the next request on. */
  public User block(User user, boolean blocked, By by) {
    refuseLoss(user, by, blocked);
    return accounts.update(
        user.id(),
        found -> new User(found.id(), found.draft(), blocked, found.createdAt()),
        changed -> event(by, blocked ? "user_blocked" : "user_unblocked", changed));
  }

  public void changePassword(User user, String password, By by) {
    accounts.changePassword(user.id(), hash(password), event(by, "user_password_updated", user));
  }

  /** Deploy tokens that this person made stay. */
  public void delete(User user, By by) {
    refuseLoss(user, by, true);
    accounts.delete(user.id(), event(by, "user_destroyed", user));
  }

  /** Nobody shuts himself out: there might be nobody left to let him in. */
  private static void refuseLoss(User user, By by, boolean loss) {
    if (loss && by.personId() == user.id()) {
      throw new ProblemException(Problem.NOT_ALLOWED, "nobody can block, demote or remove himself");
    }
  }

  /** Throws {@code INVALID} for a password that nobody may have. */
  public static void checkPassword(String password) {
    if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
      throw new ProblemException(
          Problem.INVALID,
          "password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
    }
    if (TokenSecret.presented(password).looksLikeToken()) {
      // It would be looked up among the tokens, and never be compared with this hash.
      throw new ProblemException(Problem.INVALID, "password looks like a token");
    }
  }

  private static PasswordHash hash(String password) {
    checkPassword(password);
    return PasswordHash.of(password);
  }

  private AuditEvent event(By by, String type, User user) {
    return AuditEvent.of(now(), by, type, user.subject())
        .with("email", user.draft().email())
        .with("admin", user.administrator());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
