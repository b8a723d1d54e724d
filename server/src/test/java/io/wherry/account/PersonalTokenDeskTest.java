package io.wherry.account;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.secret.TokenState;
import io.wherry.store.TestStorage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalTokenDeskTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(NOON);
  private TestStorage storage;
  private PersonalTokenDesk desk;
  private User ada;

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    desk = new PersonalTokenDesk(storage.personalTokens(), KEY, clock, new SecureRandom());
    ada = storage.user("ada");
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void anIssuedTokenIsFoundByItsSecretWhichIsNotedNowhere() {
    IssuedPersonalToken issued = desk.issue(ada, draft("CI", ""), By.COMMAND_LINE);
    assertThat(issued.secret().reveal()).matches("glpat-[A-Za-z0-9_-]{20}");
    assertThat(storage.personalTokens().findBySecret(issued.secret().digest(KEY)))
        .contains(issued.token());
    assertThat(issued.token().createdAt()).isEqualTo(NOON);
    desk.revoke(issued.token(), By.COMMAND_LINE);
    desk.revoke(issued.token(), By.COMMAND_LINE);
    assertThat(types())
        .containsExactly("personal_access_token_revoked", "personal_access_token_created");
    assertThat(entries().toString()).doesNotContain(issued.secret().reveal());
    assertThat(entries().get(1).event().details())
        .containsEntry("name", "CI")
        .containsEntry("scopes", "[read_api]")
        .containsEntry("expires_at", "never");
  }

  @Test
  void aChosenSecretIsIssuedOnceHoweverOftenTheServerStarts() {
    assertThat(choose(ada, "first chosen secret")).isTrue();
    assertThat(choose(ada, "first chosen secret")).isTrue();
    assertThat(state("first chosen secret")).contains(TokenState.ACTIVE);
    assertThat(types()).containsExactly("personal_access_token_created");
  }

  @Test
  void anotherChosenSecretTakesThePlaceOfAllOfItsName() {
    choose(ada, "first chosen secret");
    desk.issue(ada, draft("chosen", ""), By.COMMAND_LINE);
    IssuedPersonalToken other = desk.issue(ada, draft("other", ""), By.COMMAND_LINE);
    User bob = storage.user("bob");
    choose(bob, "chosen by another");
    choose(ada, "second chosen secret");
    assertThat(state("first chosen secret")).contains(TokenState.REVOKED);
    assertThat(state("second chosen secret")).contains(TokenState.ACTIVE);
    assertThat(state("chosen by another")).contains(TokenState.ACTIVE);
    assertThat(
            storage.personalTokens().list(ada.id(), PageRequest.EVERYTHING).items().stream()
                .filter(token -> desk.state(token) == TokenState.ACTIVE))
        .extracting(token -> token.draft().name())
        .containsExactly(other.token().draft().name(), "chosen");
  }

  /** Who took it away, or it fell into wrong hands: it does not come back by a restart. */
  @Test
  void aChosenSecretThatWasUsedBeforeStaysAsItIs() {
    choose(ada, "first chosen secret");
    choose(ada, "second chosen secret");
    assertThat(choose(ada, "first chosen secret")).isFalse();
    assertThat(state("first chosen secret")).contains(TokenState.REVOKED);
    assertThat(state("second chosen secret")).contains(TokenState.ACTIVE);
    User bob = storage.user("bob");
    assertThat(choose(bob, "second chosen secret")).isFalse();
    desk.issueChosen(ada, draft("brief", "2026-06-02"), secret("a brief secret"), By.COMMAND_LINE);
    clock.set(Instant.parse("2026-06-02T00:00:00Z"));
    assertThat(choose(ada, "a brief secret")).isFalse();
  }

  /** The former expiry, the one asked for, and the one that comes of it a day later. */
  @ParameterizedTest
  @CsvSource({
    "'',         '',         never",
    "2026-06-03, '',         2026-06-04T00:00:00Z",
    "2026-06-03, 2027-01-01, 2027-01-01T00:00:00Z",
    "'',         2027-01-01, 2027-01-01T00:00:00Z",
  })
  void aRotationEndsTheFormerTokenAndKeepsItsLifetime(String former, String asked, String ends) {
    IssuedPersonalToken issued = desk.issue(ada, draft("CI", former), By.COMMAND_LINE);
    clock.set(Instant.parse("2026-06-02T12:00:00Z"));
    Optional<Expiry> wanted = asked.isEmpty() ? Optional.empty() : Optional.of(Expiry.parse(asked));
    IssuedPersonalToken rotated = desk.rotate(issued.token(), wanted, By.COMMAND_LINE);
    assertThat(rotated.token().draft().expiry()).hasToString(ends);
    assertThat(rotated.token().draft().scopes()).isEqualTo(issued.token().draft().scopes());
    assertThat(rotated.token().user()).isEqualTo(ada);
    assertThat(state(issued.secret().reveal())).contains(TokenState.REVOKED);
    assertThat(state(rotated.secret().reveal())).contains(TokenState.ACTIVE);
    assertStops(CONFLICT, () -> desk.rotate(issued.token(), wanted, By.COMMAND_LINE));
    assertThat(types())
        .containsExactly("personal_access_token_rotated", "personal_access_token_created");
  }

  private boolean choose(User user, String text) {
    return desk.issueChosen(user, draft("chosen", ""), secret(text), By.COMMAND_LINE);
  }

  private Optional<TokenState> state(String text) {
    return storage.personalTokens().findBySecret(secret(text).digest(KEY)).map(desk::state);
  }

  private List<AuditEntry> entries() {
    return storage.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items().stream()
        .filter(entry -> !entry.event().type().equals(TestStorage.EVENT.type()))
        .toList();
  }

  private List<String> types() {
    return entries().stream().map(entry -> entry.event().type()).toList();
  }

  private static TokenSecret secret(String text) {
    return TokenSecret.presented(text);
  }

  private static PersonalTokenDraft draft(String name, String expiry) {
    return new PersonalTokenDraft(name, Set.of(PersonalScope.READ_API), Expiry.parse(expiry));
  }
}
