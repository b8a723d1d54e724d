package io.wherry.store;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.account.User;
import io.wherry.secret.PasswordHash;
import io.wherry.secret.SecretDigest;
import org.junit.jupiter.api.Test;

/** What {@link io.wherry.account.Accounts} promises. */
interface AccountPromises extends StorageUnderTest {
  PasswordHash PASSWORD = new PasswordHash("as encoded");
  SecretDigest SECRET = new SecretDigest(new byte[] {1, 2, 3});
  SecretDigest OTHER_SECRET = new SecretDigest(new byte[] {1, 2, 4});

  @Test
  default void aPersonIsFoundByName() {
    User root = accounts().insert("root", true, PASSWORD);
    User guest = accounts().insert("guest", false, new PasswordHash("another"));
    assertThat(root.administrator()).isTrue();
    assertThat(guest.administrator()).isFalse();
    assertThat(fromElsewhere().accounts().findByName("root")).contains(root);
    assertThat(accounts().findByName("guest")).contains(guest);
    assertThat(accounts().findByName("nobody")).isEmpty();
  }

  @Test
  default void aPasswordIsKeptWithItsPerson() {
    User root = accounts().insert("root", true, PASSWORD);
    assertThat(accounts().passwordOf(root.id())).contains(PASSWORD);
    assertThat(accounts().passwordOf(root.id() + 1)).isEmpty();
  }

  @Test
  default void aTakenNameIsRefused() {
    User root = accounts().insert("root", true, PASSWORD);
    assertStops(CONFLICT, () -> accounts().insert("root", false, PASSWORD)).contains("root");
    assertThat(accounts().findByName("root")).contains(root);
  }

  @Test
  default void aPersonalTokenReplacesTheFormerOneOfItsName() {
    User root = accounts().insert("root", true, PASSWORD);
    accounts().putPersonalToken(root.id(), "first", SECRET);
    assertThat(accounts().findBySecret(SECRET)).contains(root);
    accounts().putPersonalToken(root.id(), "first", OTHER_SECRET);
    assertThat(accounts().findBySecret(SECRET)).isEmpty();
    assertThat(accounts().findBySecret(OTHER_SECRET)).contains(root);
  }

  @Test
  default void personalTokensOfOtherNamesAndPeopleStay() {
    User root = accounts().insert("root", true, PASSWORD);
    User guest = accounts().insert("guest", false, PASSWORD);
    var third = new SecretDigest(new byte[] {9});
    accounts().putPersonalToken(root.id(), "first", SECRET);
    accounts().putPersonalToken(root.id(), "second", OTHER_SECRET);
    accounts().putPersonalToken(guest.id(), "first", third);
    assertThat(accounts().findBySecret(SECRET)).contains(root);
    assertThat(accounts().findBySecret(OTHER_SECRET)).contains(root);
    assertThat(accounts().findBySecret(third)).contains(guest);
  }

  /** FirstStart does so at every start. */
  @Test
  default void aPersonalTokenMayBePutAgainAsItIs() {
    User root = accounts().insert("root", true, PASSWORD);
    accounts().putPersonalToken(root.id(), "first", SECRET);
    accounts().putPersonalToken(root.id(), "first", SECRET);
    assertThat(accounts().findBySecret(SECRET)).contains(root);
  }
}
