package io.wherry.token;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.namespace.Namespace;
import io.wherry.page.PageRequest;
import io.wherry.secret.Expiry;
import io.wherry.secret.TokenSecret;
import io.wherry.secret.TokenState;
import io.wherry.store.TestStorage;
import io.wherry.token.TokenDesk.Rotation;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDeskTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(NOON);
  private TestStorage storage;
  private TokenDesk desk;
  private Namespace acme;
  private Namespace app;
  private By ada;

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    desk = desk(0);
    acme = storage.group("acme");
    app = storage.project("acme/app");
    ada = new By(By.Kind.USER, storage.user("ada").id(), "ada", "192.0.2.7", "curl");
  }

  private TokenDesk desk(int longestLifeDays) {
    var rules = new TokenRules("robot-", "acme-", longestLifeDays);
    return new TokenDesk(storage.tokens(), rules, KEY, clock, new SecureRandom());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void anIssuedTokenHasWhatWasAskedForAndItsMaker() {
    IssuedToken issued = desk.issue(app, draft("CI", ""), ada);
    DeployToken token = issued.token();
    assertThat(issued.secret().reveal()).matches("acme-gldt-[A-Za-z0-9_-]{20}");
    assertThat(token)
        .isEqualTo(
            new DeployToken(
                token.id(),
                app.id(),
                draft("CI", "").withUsername("robot-" + token.id()),
                NOON,
                false,
                ada.id()));
    assertThat(storage.tokens().find(token.id())).contains(token);
    assertThat(desk.issue(app, draft("CI", ""), By.COMMAND_LINE).token().creatorId()).isZero();
  }

  /** A token that makes another would be no person, whatever its id. */
  @Test
  void badInput9WhoIsNoPersonIsNoMaker() {
    var token = new By(By.Kind.DEPLOY_TOKEN, ada.id(), "CI", "192.0.2.7", "curl");
    assertThat(desk.issue(app, draft("CI", ""), token).token().creatorId()).isZero();
  }

  @Test
  void aChangeMayChangeEverythingButTheHolder() {
    DeployToken token = desk.issue(app, draft("CI", "robot"), ada).token();
    var other = new TokenDraft("New", "", Set.of(Scope.WRITE_REGISTRY), Expiry.parse("2027-01-01"));
    DeployToken changed = desk.change(app, token.id(), draft -> other, ada);
    assertThat(changed).isEqualTo(token.with(other.withUsername("robot-" + token.id())));
    assertThat(desk.find(app, token.id())).isEqualTo(changed);
    AuditEvent event = events().get(0);
    assertThat(event.type()).isEqualTo("deploy_token_updated");
    assertThat(event.details()).containsEntry("name", "New");
    assertThat(event.details().get("before")).contains("CI", "robot", "read_repository");
  }

  @Test
  void aLongestLifeIsAskedForOnlyWhereTheEndChanges() {
    DeployToken token = desk.issue(app, draft("CI", "robot"), ada).token();
    TokenDesk strict = desk(30);
    strict.change(app, token.id(), draft -> draft.withUsername("other"), ada);
    assertStops(INVALID, () -> strict.change(app, token.id(), until("2026-07-02"), ada));
    assertThat(strict.change(app, token.id(), until("2026-07-01"), ada).draft().expiry())
        .isEqualTo(Expiry.parse("2026-07-01"));
    assertStops(INVALID, () -> strict.change(app, token.id(), until(""), ada));
    assertStops(INVALID, () -> strict.rotate(app, token.id(), until(""), rotation(0)));
    assertStops(INVALID, () -> strict.issue(app, draft("CI", ""), ada));
  }

  @ParameterizedTest
  @CsvSource({
    "0,       true,  false",
    "1,       true,  true",
    "2592000, true,  true",
    "2592001, false, false",
    "-1,      false, false",
  })
  void aRotationLeavesTheFormerSecretTheOverlap(
      long seconds, boolean allowed, boolean formerIsValid) {
    IssuedToken issued = desk.issue(app, draft("CI", "robot"), ada);
    if (!allowed) {
      assertStops(
              INVALID,
              () ->
                  desk.rotate(
                      app, issued.token().id(), UnaryOperator.identity(), rotation(seconds)))
          .contains("2592000");
      assertThat(state(issued.secret())).isEqualTo(TokenState.ACTIVE);
      return;
    }
    IssuedToken rotated =
        desk.rotate(app, issued.token().id(), UnaryOperator.identity(), rotation(seconds));
    assertThat(rotated.token()).isEqualTo(issued.token());
    assertThat(state(rotated.secret())).isEqualTo(TokenState.ACTIVE);
    assertThat(state(issued.secret()))
        .isEqualTo(formerIsValid ? TokenState.ACTIVE : TokenState.REVOKED);
    clock.set(NOON.plusSeconds(seconds));
    assertThat(state(issued.secret())).isEqualTo(TokenState.REVOKED);
    assertThat(state(rotated.secret())).isEqualTo(TokenState.ACTIVE);
  }

  @Test
  void aRotationMayGiveAnExpiredTokenAnotherEnd() {
    IssuedToken issued = desk.issue(app, until("2026-01-01").apply(draft("CI", "robot")), ada);
    IssuedToken rotated = desk.rotate(app, issued.token().id(), until("2027-01-01"), rotation(60));
    assertThat(state(rotated.secret())).isEqualTo(TokenState.ACTIVE);
    assertThat(events().get(0).details())
        .containsEntry("expires_at", "2027-01-01T00:00:00Z")
        .containsEntry("former_secret_ends", "2026-06-01T12:01:00Z");
  }

  @Test
  void aRevokedTokenIsNotChangedOrRotatedAndADeletedOneIsGone() {
    IssuedToken issued = desk.issue(app, draft("CI", "robot"), ada);
    long id = issued.token().id();
    desk.revoke(app, id, ada);
    assertStops(CONFLICT, () -> desk.change(app, id, UnaryOperator.identity(), ada))
        .contains("revoked");
    assertStops(CONFLICT, () -> desk.rotate(app, id, UnaryOperator.identity(), rotation(0)));
    assertThat(desk.state(desk.find(app, id))).isEqualTo(TokenState.REVOKED);
    desk.delete(app, id, ada);
    assertStops(NOT_FOUND, () -> desk.find(app, id));
    assertStops(NOT_FOUND, () -> desk.delete(app, id, ada));
    assertThat(state(issued.secret())).isEqualTo(TokenState.REVOKED);
  }

  /** Bad-input row 19: the id of a token of another project or group. */
  @Test
  void badInput19ATokenOfAnotherHolderIsNotFound() {
    IssuedToken issued = desk.issue(app, draft("CI", "robot"), ada);
    long id = issued.token().id();
    for (Namespace other : List.of(acme, storage.project("acme/other"))) {
      assertStops(NOT_FOUND, () -> desk.find(other, id));
      assertStops(NOT_FOUND, () -> desk.change(other, id, UnaryOperator.identity(), ada));
      assertStops(NOT_FOUND, () -> desk.rotate(other, id, UnaryOperator.identity(), rotation(0)));
      assertStops(NOT_FOUND, () -> desk.revoke(other, id, ada));
      assertStops(NOT_FOUND, () -> desk.delete(other, id, ada));
    }
    assertThat(state(issued.secret())).isEqualTo(TokenState.ACTIVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "acme/app"})
  void everyChangeIsNotedByTheKindOfTheHolderWithoutASecret(String path) {
    Namespace holder = storage.find(path).orElseThrow();
    String prefix = path.equals("acme") ? "group_deploy_token_" : "deploy_token_";
    IssuedToken issued = desk.issue(holder, draft("CI", ""), ada);
    long id = issued.token().id();
    desk.change(holder, id, UnaryOperator.identity(), ada);
    IssuedToken rotated = desk.rotate(holder, id, UnaryOperator.identity(), rotation(9));
    desk.revoke(holder, id, ada);
    desk.revoke(holder, id, ada);
    desk.delete(holder, id, ada);
    List<AuditEvent> events = events();
    assertThat(events)
        .extracting(AuditEvent::type)
        .containsExactly(
            prefix + "destroyed",
            prefix + "revoked",
            prefix + "rotated",
            prefix + "updated",
            prefix + "created");
    assertThat(events).extracting(AuditEvent::subject).containsOnly(holder.subject());
    assertThat(events).extracting(AuditEvent::by).containsOnly(ada);
    assertThat(events.toString())
        .doesNotContain(issued.secret().reveal())
        .doesNotContain(rotated.secret().reveal());
    assertThat(events.get(4).details())
        .containsEntry("token_id", String.valueOf(id))
        .containsEntry("name", "CI")
        .containsEntry("username", "robot-" + id)
        .containsEntry("scopes", "[read_repository]")
        .containsEntry("expires_at", "never");
    assertThat(desk.failure(holder, "no scopes", ada).type()).isEqualTo(prefix + "creation_failed");
  }

  private List<AuditEvent> events() {
    return storage.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items().stream()
        .map(AuditEntry::event)
        .filter(event -> event.by().equals(ada))
        .toList();
  }

  private TokenState state(TokenSecret secret) {
    return storage.tokens().findBySecret(secret.digest(KEY)).orElseThrow().stateAt(clock.instant());
  }

  private Rotation rotation(long seconds) {
    return new Rotation(Duration.ofSeconds(seconds), ada);
  }

  private static UnaryOperator<TokenDraft> until(String expiry) {
    return draft ->
        new TokenDraft(draft.name(), draft.username(), draft.scopes(), Expiry.parse(expiry));
  }

  private static TokenDraft draft(String name, String username) {
    return new TokenDraft(name, username, Set.of(Scope.READ_REPOSITORY), Expiry.NEVER);
  }
}
