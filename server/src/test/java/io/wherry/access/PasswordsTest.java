package io.wherry.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.wherry.TestClock;
import io.wherry.access.Actor.UserActor;
import io.wherry.access.Authenticator.Result;
import io.wherry.access.Guesses.Guess;
import io.wherry.account.PersonalScope;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.TokenSecret;
import io.wherry.store.TestStorage;
import io.wherry.store.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {
  private static final String ADDRESS = "192.0.2.1";
  private static final String RIGHT = "correct horse";
  private static final String WRONG = "battery staple";

  /** Of {@link #RIGHT}, with next to no memory and time, because there are hundreds here. */
  private static final PasswordHash QUICK =
      new PasswordHash(
          Password.hash(RIGHT)
              .addRandomSalt(16)
              .with(Argon2Function.getInstance(8, 1, 1, 32, Argon2.ID))
              .getResult());

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private final Guesses guesses = new Guesses(clock);
  private TestStorage storage;
  private Passwords passwords;
  private User ada;

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    passwords = new Passwords(storage.accounts(), guesses, 2);
    ada = person("ada");
    person("bob");
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void theRightPasswordIsItsPersonWithEverythingThatHeMayDo() {
    for (String name : List.of("ada", "ADA")) {
      Result result = passwords.authenticate(pair(name, RIGHT), ADDRESS);
      assertThat(result)
          .isEqualTo(new Result.Somebody(new UserActor(ada, Set.of(PersonalScope.API), 0)));
    }
  }

  @Test
  void anotherPasswordOrPersonIsNobody() {
    assertThat(reason("ada", WRONG)).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("ada", "")).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("ada", RIGHT + " ")).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("nobody", RIGHT)).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("", RIGHT)).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("#" + ada.id(), RIGHT)).isEqualTo("UNKNOWN_SECRET");
  }

  @Test
  void onlyWhoKnowsThePasswordIsToldThatThePersonIsBlocked() {
    storage
        .accounts()
        .update(
            ada.id(),
            found -> new User(found.id(), found.draft(), true, found.createdAt()),
            to -> TestStorage.EVENT);
    assertThat(reason("ada", RIGHT)).isEqualTo("BLOCKED");
    assertThat(reason("ada", WRONG)).isEqualTo("UNKNOWN_SECRET");
  }

  @Test
  void afterThirtyWrongOnesTheRightOneHasToWait() {
    for (int i = 0; i < 30; i++) {
      assertThat(reason(i % 2 == 0 ? "ada" : "Ada", WRONG)).isEqualTo("UNKNOWN_SECRET");
    }
    assertThat(reason("ada", RIGHT)).isEqualTo("THROTTLED");
    assertThat(reason("ADA", RIGHT)).isEqualTo("THROTTLED");
    assertThat(reason("bob", RIGHT)).isEqualTo("granted");
    clock.advance(Duration.ofSeconds(Guesses.RETRY_SECONDS));
    assertThat(reason("ada", RIGHT)).isEqualTo("granted");
    assertThat(reason("ada", RIGHT)).as("the right one cost nothing").isEqualTo("granted");
    assertThat(reason("ada", WRONG)).isEqualTo("UNKNOWN_SECRET");
    assertThat(reason("ada", WRONG)).isEqualTo("THROTTLED");
  }

  @Test
  void rightPasswordsAreNeverTooMany() {
    for (int i = 0; i < 100; i++) {
      assertThat(reason("ada", RIGHT)).isEqualTo("granted");
    }
  }

  @Test
  void whoGuessesNamesIsSlowedDownToo() {
    for (int i = 0; i < 30; i++) {
      guesses.failed(new Guess("nobody", "192.0.2.99"));
    }
    assertThat(reason("nobody", WRONG)).isEqualTo("THROTTLED");
  }

  /** Names that nobody can have are no way to have more tries, or to fill the memory. */
  @Test
  void overlongNamesCountAsOne() {
    for (int i = 0; i < 30; i++) {
      guesses.failed(new Guess("n".repeat(255), "192.0.2.99"));
    }
    assertThat(reason("n".repeat(255) + "x", WRONG)).isEqualTo("THROTTLED");
    assertThat(reason("n".repeat(5000), WRONG)).isEqualTo("THROTTLED");
  }

  /** A hundred at the same moment all found that there was something left. */
  @Test
  void guessesAtTheSameTimeAreNotMoreThanOneAfterTheOther() {
    List<String> reasons =
        Together.run(Collections.nCopies(100, (Callable<String>) () -> reason("ada", WRONG)));
    assertThat(reasons).containsOnly("UNKNOWN_SECRET", "THROTTLED");
    assertThat(Collections.frequency(reasons, "UNKNOWN_SECRET"))
        .as("one may be in the middle of its turn")
        .isBetween(30, 31);
  }

  private User person(String name) {
    var draft = new UserDraft(name, name, name + "@example.org", false);
    var user = new User(storage.accounts().reserveId(), draft, false, clock.instant());
    storage.accounts().insert(user, QUICK, TestStorage.EVENT);
    return user;
  }

  private String reason(String name, String password) {
    return passwords.authenticate(pair(name, password), ADDRESS) instanceof Result.Nobody nobody
        ? nobody.denied().reason().name()
        : "granted";
  }

  private static Proof.Pair pair(String name, String password) {
    return new Proof.Pair(name, TokenSecret.presented(password));
  }
}
