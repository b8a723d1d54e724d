package io.wherry.account;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.page.PageRequest;
import io.wherry.store.TestStorage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleDeskTest {
  private static final String PASSWORD = "c4n4ry-password";

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00.123456Z"));
  private TestStorage storage;
  private PeopleDesk desk;

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    desk = new PeopleDesk(storage.accounts(), clock);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void aPersonIsMadeWithAPasswordThatOnlyItsHashIsKeptOf() {
    User ada = desk.create(draft("ada", true), PASSWORD, By.COMMAND_LINE);
    assertThat(storage.accounts().find(ada.id())).contains(ada);
    assertThat(ada.createdAt()).isEqualTo(Instant.parse("2026-06-01T12:00:00.123Z"));
    assertThat(storage.accounts().passwordOf(ada.id()).orElseThrow().matches(PASSWORD)).isTrue();
    assertThat(storage.accounts().passwordOf(ada.id()).orElseThrow().encoded())
        .doesNotContain("c4n4ry");
    assertStops(CONFLICT, () -> desk.create(draft("ADA", false), PASSWORD, By.COMMAND_LINE));
  }

  /** Too short to be safe, too long to be quick, and what would be looked for among the tokens. */
  @ParameterizedTest
  @ValueSource(strings = {"", "seven c", "glpat-00000000000000000000", "gldt-00000000000000000000"})
  void aPasswordThatIsNoneIsRefused(String password) {
    User ada = desk.create(draft("ada", false), PASSWORD, By.COMMAND_LINE);
    assertStops(INVALID, () -> desk.create(draft("bob", false), password, By.COMMAND_LINE));
    assertStops(INVALID, () -> desk.create(draft("bob", false), "x".repeat(129), By.COMMAND_LINE));
    assertStops(INVALID, () -> desk.changePassword(ada, password, By.COMMAND_LINE));
    assertThat(storage.accounts().findByName("bob")).isEmpty();
    assertThat(storage.accounts().passwordOf(ada.id()).orElseThrow().matches(PASSWORD)).isTrue();
  }

  @Test
  void nobodyShutsHimselfOut() {
    User ada = desk.create(draft("ada", true), PASSWORD, By.COMMAND_LINE);
    By herself = by(By.Kind.USER, ada.id());
    assertStops(NOT_ALLOWED, () -> desk.block(ada, true, herself));
    assertStops(NOT_ALLOWED, () -> desk.change(ada, before -> draft("ada", false), herself));
    assertStops(NOT_ALLOWED, () -> desk.delete(ada, herself));
    assertThat(storage.accounts().find(ada.id())).contains(ada);
    User renamed = desk.change(ada, before -> draft("ada-2", true), herself);
    assertThat(renamed.username()).isEqualTo("ada-2");
    desk.changePassword(renamed, "another password", herself);
  }

  @Test
  void othersMayShutHimOut() {
    User ada = desk.create(draft("ada", true), PASSWORD, By.COMMAND_LINE);
    By other = by(By.Kind.USER, ada.id() + 1);
    assertThat(desk.block(ada, true, other).blocked()).isTrue();
    assertThat(desk.change(ada, before -> draft("ada", false), other))
        .as("a change of names leaves him blocked")
        .isEqualTo(new User(ada.id(), draft("ada", false), true, ada.createdAt()));
    assertThat(desk.block(ada, false, other).blocked()).isFalse();
    desk.delete(ada, other);
    assertThat(storage.accounts().find(ada.id())).isEmpty();
  }

  @Test
  void ofTwoChangesAtOnceNoneIsLost() {
    User seen = desk.create(draft("ada", true), PASSWORD, By.COMMAND_LINE);
    desk.change(seen, before -> draft("ada", false), By.COMMAND_LINE);
    User renamed =
        desk.change(
            seen,
            now -> new UserDraft("eve", now.name(), now.email(), now.administrator()),
            By.COMMAND_LINE);
    assertThat(renamed.username()).isEqualTo("eve");
    assertThat(renamed.administrator()).as("taken meanwhile").isFalse();
  }

  /** Ids of tokens and people are counted apart. */
  @Test
  void badInput9ATokenOfTheSameIdIsSomebodyElse() {
    User ada = desk.create(draft("ada", true), PASSWORD, By.COMMAND_LINE);
    desk.block(ada, true, by(By.Kind.DEPLOY_TOKEN, ada.id()));
    assertThat(storage.accounts().find(ada.id()).orElseThrow().blocked()).isTrue();
  }

  @Test
  void everyChangeIsNotedWithoutThePassword() {
    User ada = desk.create(draft("ada", false), PASSWORD, By.COMMAND_LINE);
    desk.change(ada, before -> draft("ada", true), By.COMMAND_LINE);
    desk.changePassword(ada, PASSWORD + "2", By.COMMAND_LINE);
    desk.block(ada, true, By.COMMAND_LINE);
    desk.block(ada, false, By.COMMAND_LINE);
    desk.delete(ada, By.COMMAND_LINE);
    List<AuditEvent> events =
        storage.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items().stream()
            .map(AuditEntry::event)
            .toList();
    assertThat(events)
        .extracting(AuditEvent::type)
        .containsExactly(
            "user_destroyed",
            "user_unblocked",
            "user_blocked",
            "user_password_updated",
            "user_updated",
            "user_created");
    assertThat(events).extracting(AuditEvent::subject).containsOnly(ada.subject());
    assertThat(events.toString()).doesNotContain("c4n4ry").doesNotContain("argon2");
    assertThat(events.get(4).details()).containsEntry("admin", "true");
  }

  private static By by(By.Kind kind, long id) {
    return new By(kind, id, "somebody", "192.0.2.7", "curl");
  }

  private static UserDraft draft(String name, boolean administrator) {
    return new UserDraft(name, "Somebody", "somebody@example.org", administrator);
  }
}
