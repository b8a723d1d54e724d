package io.wherry.store;

import io.wherry.account.Accounts;
import io.wherry.account.Membership;
import io.wherry.account.Memberships;
import io.wherry.account.PersonalTokens;
import io.wherry.account.Role;
import io.wherry.account.User;
import io.wherry.account.UserDraft;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditLog;
import io.wherry.audit.By;
import io.wherry.audit.Subject;
import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Note;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.repository.GitRepositories;
import io.wherry.secret.PasswordHash;
import io.wherry.token.DeployTokens;
import java.time.Instant;
import java.util.Optional;

/** All ports of one storage, empty at the beginning of each test, and short ways to fill them. */
interface StorageUnderTest {
  Instant NOON = Instant.parse("2026-06-01T12:00:00.123Z");

  /** What is noted where a test does not look at it. */
  AuditEvent EVENT = AuditEvent.of(NOON, By.COMMAND_LINE, "tested", Subject.INSTANCE);

  Note NOTE = changed -> EVENT;

  Namespaces namespaces();

  DeployTokens tokens();

  Accounts accounts();

  PersonalTokens personalTokens();

  Memberships memberships();

  AuditLog auditLog();

  GitRepositories repositories();

  /** The same rows through another process or node. */
  StorageUnderTest fromElsewhere();

  default Group group(String path) {
    return group(path, Visibility.PRIVATE);
  }

  default Group group(String path, Visibility visibility) {
    var draft = NamespaceDraft.of(NamespacePath.parse(path), visibility);
    return namespaces().createGroup(namespaces().reserveId(), draft, NOTE);
  }

  default Project project(String path) {
    return project(path, Visibility.PRIVATE);
  }

  default Project project(String path, Visibility visibility) {
    var draft = NamespaceDraft.of(NamespacePath.parse(path), visibility);
    return namespaces().createProject(namespaces().reserveId(), draft, NOTE);
  }

  default Namespace move(Namespace moved, String target) {
    return move(moved.id(), NamespacePath.parse(target), NOTE);
  }

  default Namespace move(long id, NamespacePath target, Note note) {
    return namespaces()
        .move(id, former -> target, Founder.NOBODY, (moved, former) -> note.of(moved));
  }

  default void delete(Namespace gone) {
    namespaces().delete(gone.id(), NOTE);
  }

  default User user(String name) {
    var draft = new UserDraft(name, name, name + "@example.org", false);
    var user = new User(accounts().reserveId(), draft, false, NOON);
    accounts().insert(user, new PasswordHash("as encoded"), EVENT);
    return user;
  }

  default Membership member(Namespace place, User user, Role role) {
    var membership = new Membership(user, place.id(), role, NOON);
    memberships().insert(membership, EVENT);
    return membership;
  }

  default Optional<Namespace> find(String path) {
    return namespaces().find(new NamespaceRef.ByPath(path));
  }

  /** Today's path of what that path, or former path, names; {@code "nothing"} for nothing. */
  default String pathOf(String path) {
    return find(path).map(found -> found.path().toString()).orElse("nothing");
  }
}
