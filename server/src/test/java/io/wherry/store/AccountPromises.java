package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.SecretDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link io.wherry.account.Accounts} promises. */
interface AccountPromises extends StorageUnderTest {

  @Test
  default void aPersonIsFoundByIdAndByNameInAnyCase() {
    User ada = insert(new UserDraft("Ada", "Ada L\u00f6velace", "ada@example.org", true));
    assertThat(ada.administrator()).isTrue();
    assertThat(fromElsewhere().accounts().find(ada.id())).contains(ada);
    for (String name : List.of("Ada", "ada", "ADA")) {
      assertThat(accounts().findByName(name)).contains(ada);
    }
    assertThat(accounts().findByName("Ada ")).isEmpty();
    assertThat(accounts().findByName("%")).isEmpty();
    assertThat(accounts().find(ada.id() + 1)).isEmpty();
  }

  @Test
  default void aPasswordIsKeptWithItsPersonAndReplaced() {
    User ada = user("ada");
    assertThat(accounts().passwordOf(ada.id())).contains(new PasswordHash("as encoded"));
    accounts().changePassword(ada.id(), new PasswordHash("another"), EVENT);
    assertThat(accounts().passwordOf(ada.id())).contains(new PasswordHash("another"));
    assertThat(accounts().passwordOf(ada.id() + 1)).isEmpty();
    assertStops(
        NOT_FOUND,
        () -> accounts().changePassword(ada.id() + 1, new PasswordHash("another"), EVENT));
  }

  @ParameterizedTest
  @CsvSource({
    "ada, new@example.org, username",
    "ADA, new@example.org, username",
    "new, ada@example.org, email",
    "new, Ada@Example.org, email",
  })
  default void aTakenNameOrEmailIsRefusedInAnyCase(String name, String email, String what) {
    user("ada");
    User other = user("other");
    var taken = new UserDraft(name, "Anybody", email, false);
    assertStops(CONFLICT, () -> insert(taken)).startsWith(what);
    assertStops(CONFLICT, () -> update(other, taken)).startsWith(what);
    assertThat(accounts().find(other.id())).contains(other);
    assertThat(accounts().list("", PageRequest.EVERYTHING).items()).hasSize(2);
  }

  @Test
  default void anUpdateChangesAllButIdAndDate() {
    User ada = user("ada");
    var draft = new UserDraft("Ada", "Ada", "lovelace@example.org", true);
    var changed = new User(ada.id(), draft, true, ada.createdAt());
    assertThat(accounts().update(ada.id(), found -> changed, to -> EVENT)).isEqualTo(changed);
    assertThat(fromElsewhere().accounts().find(ada.id())).contains(changed);
    assertThat(accounts().passwordOf(ada.id())).isPresent();
    assertStops(NOT_FOUND, () -> accounts().update(ada.id() + 1, found -> changed, to -> EVENT));
  }

  @Test
  default void ofUpdatesAtOnceNoneIsLost() {
    User ada = user("ada");
    StorageUnderTest elsewhere = fromElsewhere();
    Together.run(
        IntStream.range(0, 8)
            .<Callable<User>>mapToObj(i -> () -> appendToName((i % 2 == 0 ? this : elsewhere), ada))
            .toList());
    assertThat(accounts().find(ada.id()).orElseThrow().draft().name())
        .isEqualTo("ada" + "+".repeat(8));
  }

  private static User appendToName(StorageUnderTest storage, User user) {
    return storage
        .accounts()
        .update(
            user.id(),
            found -> {
              String name = found.draft().name() + "+";
              var draft = new UserDraft(found.username(), name, found.draft().email(), false);
              return new User(found.id(), draft, found.blocked(), found.createdAt());
            },
            to -> EVENT);
  }

  @Test
  default void ofThoseWhoTakeANameAtOnceExactlyOneGetsIt() {
    StorageUnderTest elsewhere = fromElsewhere();
    List<Boolean> won =
        Together.run(
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(
                    i -> () -> takes(i % 2 == 0 ? this : elsewhere, i < 4 ? "ada" : "ADA"))
                .toList());
    assertThat(won).containsOnlyOnce(true).hasSize(8);
  }

  private static boolean takes(StorageUnderTest storage, String name) {
    try {
      storage.user(name);
      return true;
    } catch (ProblemException e) {
      assertThat(e.problem()).isEqualTo(Problem.CONFLICT);
      return false;
    }
  }

  @Test
  default void peopleAreListedByIdAndSearchedInUsernameNameAndEmail() {
    User ada = insert(new UserDraft("ada", "Countess", "lovelace@example.org", false));
    User bob = insert(new UserDraft("bob", "Ada's friend", "b_b@example.org", false));
    User eve = insert(new UserDraft("eve", "100% Eve", "eve@ADA.example", false));
    User xoy = insert(new UserDraft("xoy", "Other", "bxb@example.org", false));
    assertThat(found("")).containsExactly(ada, bob, eve, xoy);
    assertThat(found("ADA")).containsExactly(ada, bob, eve);
    assertThat(found("love")).containsExactly(ada);
    assertThat(found("b_b")).as("no wildcard").containsExactly(bob);
    assertThat(found("0%")).as("no wildcard").containsExactly(eve);
    assertThat(found("\\")).as("no escape").isEmpty();
    assertThat(accounts().listByName("ada", PageRequest.EVERYTHING).items())
        .as("not the email")
        .containsExactly(ada, bob);
    assertThat(accounts().listByName("", new PageRequest(2, 3)).items()).containsExactly(xoy);
    Page<User> second = accounts().list("a", new PageRequest(2, 2));
    assertThat(second.items()).containsExactly(eve, xoy);
    assertThat(second.counted()).isEqualTo(4);
    assertThat(second.more()).isFalse();
  }

  @Test
  default void aRemovedPersonLosesRolesAndPersonalTokensAndNobodyElseDoes() {
    User ada = user("ada");
    User bob = user("bob");
    var acme = group("acme");
    var secrets = List.of(new SecretDigest(new byte[] {1}), new SecretDigest(new byte[] {2}));
    for (User each : List.of(ada, bob)) {
      member(acme, each, Role.OWNER);
      var draft = new PersonalTokenDraft("test", Set.of(PersonalScope.API), Expiry.NEVER);
      var token = new PersonalToken(personalTokens().reserveId(), each, draft, NOON, false);
      personalTokens().insert(token, secrets.get(each.equals(ada) ? 0 : 1), EVENT);
    }
    accounts().delete(ada.id(), EVENT);
    assertThat(found("")).containsExactly(bob);
    assertThat(memberships().find(ada.id(), acme.id())).isEmpty();
    assertThat(memberships().find(bob.id(), acme.id())).isPresent();
    assertThat(personalTokens().findBySecret(secrets.get(0))).isEmpty();
    assertThat(personalTokens().findBySecret(secrets.get(1))).isPresent();
    assertStops(NOT_FOUND, () -> accounts().delete(ada.id(), EVENT));
  }

  @Test
  default void anIdOfAPersonIsNeverUsedAgain() {
    User ada = user("ada");
    accounts().delete(ada.id(), EVENT);
    assertThat(user("ada").id()).isGreaterThan(ada.id());
  }

  private List<User> found(String search) {
    return accounts().list(search, PageRequest.EVERYTHING).items();
  }

  private User update(User user, UserDraft draft) {
    return accounts()
        .update(
            user.id(),
            found -> new User(found.id(), draft, found.blocked(), found.createdAt()),
            to -> EVENT);
  }

  private User insert(UserDraft draft) {
    var user = new User(accounts().reserveId(), draft, false, NOON);
    accounts().insert(user, new PasswordHash("as encoded"), EVENT);
    return user;
  }
}
