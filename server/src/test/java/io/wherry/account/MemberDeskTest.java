package io.wherry.account;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static io.wherry.problem.Problem.NOT_ALLOWED;
import static io.wherry.problem.Problem.NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestClock;
import io.wherry.account.MemberDesk.Granting;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Project;
import io.wherry.page.PageRequest;
import io.wherry.store.TestStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberDeskTest {
  private static final By EVE = new By(By.Kind.USER, 99, "eve", "192.0.2.7", "curl");
  private static final Granting AS_OWNER = new Granting(Role.OWNER, EVE);

  @TempDir private Path directory;
  private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));
  private TestStorage storage;
  private MemberDesk desk;
  private Group acme;
  private Group tools;
  private Project app;
  private User ada;

  @BeforeEach
  void open() {
    storage = TestStorage.open(directory);
    desk = new MemberDesk(storage.memberships(), clock);
    acme = storage.group("acme");
    tools = storage.group("acme/tools");
    app = storage.project("acme/tools/app");
    ada = storage.user("ada");
  }

  @AfterEach
  void close() {
    storage.close();
  }

  /** Own role, the role that somebody has, the role that he is to have. */
  @ParameterizedTest
  @CsvSource({
    "MAINTAINER, '',         MAINTAINER, true",
    "MAINTAINER, '',         OWNER,      false",
    "MAINTAINER, GUEST,      MAINTAINER, true",
    "MAINTAINER, GUEST,      OWNER,      false",
    "MAINTAINER, MAINTAINER, GUEST,      true",
    "MAINTAINER, OWNER,      GUEST,      false",
    "MAINTAINER, OWNER,      OWNER,      false",
    "MAINTAINER, MAINTAINER, '',         true",
    "MAINTAINER, OWNER,      '',         false",
    "OWNER,      OWNER,      GUEST,      true",
    "OWNER,      '',         OWNER,      true",
    "GUEST,      '',         REPORTER,   false",
  })
  void nobodyGivesMoreThanHeHasOrChangesWhoHasMore(
      Role own, String before, String after, boolean allowed) {
    if (!before.isEmpty()) {
      storage.member(app, ada, Role.valueOf(before));
    }
    var granting = new Granting(own, EVE);
    if (allowed) {
      apply(before, after, granting);
    } else {
      assertStops(NOT_ALLOWED, () -> apply(before, after, granting)).contains("above his own");
    }
    assertThat(roles(app))
        .isEqualTo(
            (allowed ? after : before).isEmpty() ? List.of() : List.of(allowed ? after : before));
  }

  private void apply(String before, String after, Granting granting) {
    if (after.isEmpty()) {
      desk.remove(app, ada, granting);
    } else if (before.isEmpty()) {
      desk.add(app, ada, Role.valueOf(after), granting);
    } else {
      desk.change(app, ada, Role.valueOf(after), granting);
    }
  }

  private List<String> roles(Namespace place) {
    return storage.memberships().find(ada.id(), place.id()).stream()
        .map(membership -> membership.role().name())
        .toList();
  }

  @Test
  void aRoleInsideIsNotBelowTheInheritedOne() {
    desk.add(acme, ada, Role.DEVELOPER, AS_OWNER);
    for (Role role : List.of(Role.GUEST, Role.REPORTER)) {
      assertStops(INVALID, () -> desk.add(app, ada, role, AS_OWNER)).contains("developer");
    }
    desk.add(tools, ada, Role.DEVELOPER, AS_OWNER);
    desk.remove(tools, ada, AS_OWNER);
    desk.add(app, ada, Role.MAINTAINER, AS_OWNER);
    assertStops(CONFLICT, () -> desk.add(app, ada, Role.OWNER, AS_OWNER));
    assertStops(CONFLICT, () -> desk.add(acme, ada, Role.GUEST, AS_OWNER)).contains("exists");
    assertStops(INVALID, () -> desk.change(app, ada, Role.GUEST, AS_OWNER)).contains("developer");
    desk.change(app, ada, Role.DEVELOPER, AS_OWNER);
    desk.change(app, ada, Role.MAINTAINER, AS_OWNER);
    assertThat(desk.role(ada, app)).contains(Role.MAINTAINER);
    assertThat(desk.role(ada, tools)).contains(Role.DEVELOPER);
    desk.remove(app, ada, AS_OWNER);
    assertThat(desk.role(ada, app)).as("what is inherited stays").contains(Role.DEVELOPER);
  }

  @Test
  void theLastOwnerOfATopLevelGroupStaysOne() {
    desk.add(acme, ada, Role.OWNER, AS_OWNER);
    assertStops(NOT_ALLOWED, () -> desk.remove(acme, ada, AS_OWNER)).contains("acme");
    assertStops(NOT_ALLOWED, () -> desk.change(acme, ada, Role.MAINTAINER, AS_OWNER));
    desk.change(acme, ada, Role.OWNER, AS_OWNER);
    desk.add(tools, storage.user("inside"), Role.OWNER, AS_OWNER);
    assertStops(NOT_ALLOWED, () -> desk.remove(acme, ada, AS_OWNER));
    User bob = storage.user("bob");
    desk.add(acme, bob, Role.OWNER, AS_OWNER);
    desk.change(acme, ada, Role.MAINTAINER, AS_OWNER);
    assertStops(NOT_ALLOWED, () -> desk.remove(acme, bob, AS_OWNER));
    desk.remove(acme, ada, AS_OWNER);
  }

  @Test
  void ownersOfWhatLiesInAGroupMayAllGo() {
    for (Namespace inside : List.of(tools, app, storage.project("top"))) {
      desk.add(inside, ada, Role.OWNER, AS_OWNER);
      desk.change(inside, ada, Role.GUEST, AS_OWNER);
      desk.change(inside, ada, Role.OWNER, AS_OWNER);
      desk.remove(inside, ada, AS_OWNER);
    }
  }

  @Test
  void onlyARoleOfTheVeryPlaceIsChangedOrTaken() {
    desk.add(acme, ada, Role.DEVELOPER, AS_OWNER);
    assertStops(NOT_FOUND, () -> desk.change(app, ada, Role.OWNER, AS_OWNER));
    assertStops(NOT_FOUND, () -> desk.remove(app, ada, AS_OWNER));
  }

  @Test
  void aChangedRoleIsAsOldAsItWas() {
    Membership given = desk.add(acme, ada, Role.GUEST, AS_OWNER);
    assertThat(given.since()).isEqualTo(clock.instant());
    clock.advance(Duration.ofDays(1));
    assertThat(desk.change(acme, ada, Role.OWNER, AS_OWNER))
        .isEqualTo(new Membership(ada, acme.id(), Role.OWNER, given.since()));
  }

  @Test
  void everyChangeIsNotedWithWhoMadeIt() {
    desk.add(app, ada, Role.GUEST, AS_OWNER);
    desk.change(app, ada, Role.OWNER, AS_OWNER);
    desk.remove(app, ada, AS_OWNER);
    List<AuditEvent> events =
        storage.auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items().stream()
            .map(AuditEntry::event)
            .filter(event -> event.by().equals(EVE))
            .toList();
    assertThat(events)
        .extracting(event -> event.type() + " " + event.details().get("role"))
        .containsExactly("member_destroyed owner", "member_updated owner", "member_created guest");
    assertThat(events).extracting(AuditEvent::subject).containsOnly(app.subject());
    assertThat(events.get(0).details())
        .containsEntry("username", "ada")
        .containsEntry("user_id", String.valueOf(ada.id()));
  }
}
