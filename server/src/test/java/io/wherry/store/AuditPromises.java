package io.wherry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.account.Membership;
import io.wherry.account.PersonalScope;
import io.wherry.account.PersonalToken;
import io.wherry.account.PersonalTokenDraft;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.audit.Subject;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Note;
import io.wherry.namespace.Visibility;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import io.wherry.secret.PasswordHash;
import io.wherry.token.DeployToken;
import io.wherry.token.DeployTokens.Replacement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link io.wherry.audit.AuditLog} promises, and what every port promises of its events. */
interface AuditPromises extends TokensUnderTest {
  By ADA = new By(By.Kind.USER, 7, "ada", "2001:db8::7", "git/2.47 \"\u00fc\"");

  @Test
  default void anEventIsFoundAgainAsItWas() {
    AuditEvent event =
        AuditEvent.of(NOON.plusNanos(1), ADA, "tested", new Subject("project", 9, "acme/app"))
            .with("z first", "\"quoted\" \ud83d\udea2\n")
            .with("a second", List.of(1, 2));
    var token = new By(By.Kind.DEPLOY_TOKEN, 7, "CI", "192.0.2.7", "x".repeat(300));
    auditLog().add(List.of(event, AuditEvent.of(NOON, token, "used", Subject.INSTANCE)));
    List<AuditEntry> found =
        fromElsewhere().auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING).items();
    assertThat(found).extracting(entry -> entry.event().by()).containsExactly(token, ADA);
    assertThat(found.get(1).event()).isEqualTo(event);
    assertThat(found.get(1).event().at()).isEqualTo(NOON);
    assertThat(found.get(1).event().details().keySet()).containsExactly("z first", "a second");
    assertThat(found.get(0).id()).isGreaterThan(found.get(1).id());
    assertThat(auditLog().find(found.get(1).id())).contains(found.get(1));
    assertThat(auditLog().find(found.get(0).id() + 1)).isEmpty();
  }

  @Test
  default void eventsAreReadPageByPageTheLatestFirst() {
    auditLog().add(List.of());
    auditLog().add(IntStream.rangeClosed(1, 5).mapToObj(i -> event("e" + i)).toList());
    Page<AuditEntry> second = auditLog().list(AuditQuery.ALL, new PageRequest(2, 2));
    assertThat(types(second)).containsExactly("e3", "e2");
    assertThat(second.total()).hasValue(5);
    assertThat(second.more()).isTrue();
    assertThat(types(auditLog().list(AuditQuery.ALL, new PageRequest(3, 2)))).containsExactly("e1");
  }

  @ParameterizedTest
  @CsvSource({
    "'',      0, -1000000000, 1000000000, group-3 project-7 group-7",
    "group,   0, -1000000000, 1000000000, group-3 group-7",
    "group,   7, -1000000000, 1000000000, group-7",
    "'',      7, -1000000000, 1000000000, project-7 group-7",
    "project, 3, -1000000000, 1000000000, ''",
    "'',      0, 1,           1000000000, group-3 project-7",
    "'',      0, 1,           2,          project-7",
    "'',      0, 0,           2,          project-7 group-7",
  })
  default void eventsAreFilteredBySubjectAndTime(
      String kind, long id, long from, long until, String types) {
    List<String> subjects = List.of("group-7", "project-7", "group-3");
    for (String each : subjects) {
      Instant at = NOON.plusSeconds(subjects.indexOf(each));
      var subject =
          new Subject(
              each.replaceFirst("-.*", ""), Long.parseLong(each.replaceFirst(".*-", "")), "");
      auditLog().add(List.of(AuditEvent.of(at, ADA, each, subject)));
    }
    var query = new AuditQuery(kind, id, NOON.plusSeconds(from), NOON.plusSeconds(until));
    assertThat(String.join(" ", types(auditLog().list(query, PageRequest.EVERYTHING))))
        .isEqualTo(types);
  }

  @Test
  default void everyChangeKeepsItsEvent() {
    Group acme =
        namespaces().createGroup(namespaces().reserveId(), draft("acme"), note("create group"));
    var app =
        namespaces()
            .createProject(namespaces().reserveId(), draft("acme/app"), note("create project"));
    namespaces().update(app.id(), found -> app.with(Visibility.PUBLIC), note("update"));
    move(app.id(), NamespacePath.parse("acme/web"), note("move"));
    User ada = user("ada");
    accounts().update(ada.id(), found -> ada, found -> event("change person"));
    accounts().changePassword(ada.id(), PasswordHash.UNMATCHED, event("change password"));
    var member = new Membership(ada, acme.id(), Role.GUEST, NOON);
    memberships().insert(member, event("give role"));
    memberships().update(member, Role.GUEST, event("change role"));
    memberships().delete(member, event("take role"));
    PersonalToken personal = personal(ada);
    personalTokens().insert(personal, digest("personal"), event("issue personal"));
    personalTokens()
        .replace(personal.id(), personal(ada), digest("next"), event("replace personal"));
    personalTokens().revoke(personal.id() + 1, NOON, event("revoke personal"));
    personalTokens().revoke(personal.id(), NOON, event("not again"));
    DeployToken token = insert(app, "secret");
    tokens().update(token.id(), found -> found, found -> event("change"));
    tokens().rotate(token.id(), found -> found, replacement(), after -> event("rotate"));
    tokens().revoke(token.id(), NOON, event("revoke"));
    tokens().revoke(token.id(), NOON, event("not again"));
    tokens().delete(token.id(), NOON, event("delete"));
    accounts().delete(ada.id(), event("delete person"));
    namespaces().delete(app.id(), note("delete project"));
    namespaces().deleteWithContents(acme.id(), note("delete group"));
    List<String> types = types(auditLog().list(AuditQuery.ALL, PageRequest.EVERYTHING));
    assertThat(types.stream().filter(type -> !type.equals(EVENT.type())))
        .containsExactly(
            ("delete group,delete project,delete person,delete,revoke,rotate,change,"
                    + "revoke personal,replace personal,issue personal,take role,change role,give role,"
                    + "change password,change person,move,update,create project,create group")
                .split(","));
  }

  @Test
  default void aRefusedChangeLeavesNoEvent() {
    Group acme = group("acme");
    group("acme/tools");
    User ada = user("ada");
    User bob = user("bob");
    member(acme, ada, Role.GUEST);
    long before = events();
    Map<String, ThrowingCallable> refused = new LinkedHashMap<>();
    refused.put("taken path", () -> namespaces().createGroup(99, draft("ACME"), NOTE));
    refused.put("no parent", () -> namespaces().createProject(99, draft("no/app"), NOTE));
    refused.put("not empty", () -> namespaces().delete(acme.id(), NOTE));
    refused.put("unknown place", () -> namespaces().update(99, found -> acme, NOTE));
    refused.put("taken target", () -> move(acme.id(), NamespacePath.parse("acme/tools"), NOTE));
    refused.put("unknown group", () -> namespaces().deleteWithContents(99, NOTE));
    refused.put("taken name", () -> user("ada"));
    refused.put(
        "taken by another", () -> accounts().update(bob.id(), found -> as(bob, ada), to -> EVENT));
    refused.put("unknown person", () -> accounts().delete(99, EVENT));
    refused.put(
        "no one's password", () -> accounts().changePassword(99, PasswordHash.UNMATCHED, EVENT));
    refused.put("second role", () -> member(acme, ada, Role.OWNER));
    var none = new Membership(bob, acme.id(), Role.GUEST, NOON);
    refused.put("no role", () -> memberships().delete(none, EVENT));
    refused.put("unknown token", () -> tokens().update(99, found -> found, found -> EVENT));
    refused.put(
        "unknown to rotate",
        () -> tokens().rotate(99, found -> found, replacement(), after -> EVENT));
    refused.put("unknown to delete", () -> tokens().delete(99, NOON, EVENT));
    refused.forEach(
        (what, change) -> assertThatThrownBy(change).as(what).isInstanceOf(ProblemException.class));
    tokens().revoke(99, NOON, EVENT);
    personalTokens().revoke(99, NOON, EVENT);
    assertThat(events()).isEqualTo(before);
  }

  /** Such as a database that fails: neither is kept without the other. */
  @Test
  default void aChangeWhoseEventCannotBeMadeIsNone() {
    Group acme = group("acme");
    Note broken =
        changed -> {
          throw new IllegalStateException("broken");
        };
    assertThatThrownBy(() -> namespaces().createGroup(99, draft("other"), broken)).isNotNull();
    assertThatThrownBy(() -> namespaces().delete(acme.id(), broken)).isNotNull();
    assertThatThrownBy(() -> move(acme.id(), NamespacePath.parse("b"), broken)).isNotNull();
    assertThat(namespaces().all()).containsExactly(acme);
  }

  private static User as(User user, User other) {
    return new User(user.id(), other.draft(), false, user.createdAt());
  }

  private static NamespaceDraft draft(String path) {
    return NamespaceDraft.of(NamespacePath.parse(path), Visibility.PRIVATE);
  }

  private static AuditEvent event(String type) {
    return AuditEvent.of(NOON, ADA, type, Subject.INSTANCE);
  }

  private static Note note(String type) {
    return changed -> event(type);
  }

  private PersonalToken personal(User user) {
    var draft = new PersonalTokenDraft("test", Set.of(PersonalScope.API), Expiry.NEVER);
    return new PersonalToken(personalTokens().reserveId(), user, draft, NOON, false);
  }

  private Replacement replacement() {
    return new Replacement(digest("new"), new Expiry(NOON));
  }

  private long events() {
    return auditLog().list(AuditQuery.ALL, new PageRequest(1, 1)).counted();
  }

  private static List<String> types(Page<AuditEntry> page) {
    return page.items().stream().map(entry -> entry.event().type()).toList();
  }
}
