package io.wherry.access;

import io.wherry.access.Actor.UserActor;
import io.wherry.access.Authenticator.Result;
import io.wherry.access.Guesses.Guess;
import io.wherry.account.Accounts;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import io.wherry.secret.PasswordHash;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Tells who somebody is by username and password. An unknown username costs the same time as a
 * wrong password, and both are slowed down by {@link Guesses}. Thread-safe.
 */
public final class Passwords {
  /** Longer names are nobody's. */
  private static final int MOST_NAME = 255;

  private final Accounts accounts;
  private final Guesses guesses;

  /** A password is hashed slowly and in much memory, on purpose: not for everybody at once. */
  private final Semaphore turns;

  /**
   * @param atOnce how many passwords are checked at the same time
   */
  public Passwords(Accounts accounts, Guesses guesses, int atOnce) {
    this.accounts = accounts;
    this.guesses = guesses;
    this.turns = new Semaphore(atOnce, true);
  }

  Result authenticate(Proof.Pair pair, String address) {
    Optional<User> user = accounts.findByName(pair.username());
    PasswordHash hash = hash(user);
    if (user.isPresent() && pair.secret().hasMatched(hash)) {
      // A push asks again when it has come; others may be guessing by then.
      return judge(user.get());
    }
    String account = user.map(found -> "#" + found.id()).orElseGet(() -> ofNobody(pair));
    var guess = new Guess(account, address);
    return guesses.mayTry(guess) ? inTurn(user, pair, guess) : Result.nobody(Reason.THROTTLED);
  }

  private PasswordHash hash(Optional<User> user) {
    return user.flatMap(found -> accounts.passwordOf(found.id())).orElse(PasswordHash.UNMATCHED);
  }

  /** Who guesses names is slowed down as well. */
  private static String ofNobody(Proof.Pair pair) {
    String name = pair.username();
    return name.length() > MOST_NAME ? name.substring(0, MOST_NAME) : name;
  }

  private Result inTurn(Optional<User> user, Proof.Pair pair, Guess guess) {
    turns.acquireUninterruptibly();
    try {
      // Those who came at the same time may have used up what was left.
      return guesses.mayTry(guess) ? judge(user, pair, guess) : Result.nobody(Reason.THROTTLED);
    } finally {
      turns.release();
    }
  }

  private Result judge(Optional<User> user, Proof.Pair pair, Guess guess) {
    boolean right = pair.secret().matches(hash(user)) && user.isPresent();
    if (!right) {
      guesses.failed(guess);
      return Result.nobody(Reason.UNKNOWN_SECRET);
    }
    return judge(user.get());
  }

  private static Result judge(User user) {
    return user.blocked()
        ? Result.nobody(Reason.BLOCKED)
        : new Result.Somebody(new UserActor(user, Set.of(PersonalScope.API), 0));
  }
}
