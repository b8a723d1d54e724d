package io.wherry.repository;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.namespace.Group;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Note;
import io.wherry.namespace.Project;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;

/** Makes, changes, moves and deletes groups, and notes who did. Thread-safe. */
public final class GroupDesk {
  private final Namespaces namespaces;
  private final ProjectDesk projects;
  private final Clock clock;

  public GroupDesk(Namespaces namespaces, ProjectDesk projects, Clock clock) {
    this.namespaces = namespaces;
    this.projects = projects;
    this.clock = clock;
  }

  public Group create(NamespaceDraft draft, By by) {
    return namespaces.createGroup(namespaces.reserveId(), draft, note("group_created", by));
  }

  public Group change(Group group, UnaryOperator<Group> change, By by) {
    return (Group)
        namespaces.update(
            group.id(),
            found -> change.apply((Group) found),
            changed ->
                note("group_updated", by)
                    .of(changed)
                    .with("name", changed.about().name())
                    .with("visibility", changed.visibility()));
  }

  /**
   * With everything inside; the former paths work until they are used again. Who brings a group to
   * the top level owns it, unless somebody was made its owner.
   *
   * @param target gets the path that the group has now
   */
  public Group move(Group group, UnaryOperator<NamespacePath> target, By by) {
    return (Group)
        namespaces.move(
            group.id(),
            target,
            Founder.owner(by.personId()),
            (moved, former) -> note("group_path_updated", by).of(moved).with("from", former));
  }

  public Group move(Group group, NamespacePath target, By by) {
    return move(group, former -> target, by);
  }

  /** Throws {@code CONFLICT} where something is in it. */
  public void deleteEmpty(Group group, By by) {
    namespaces.delete(group.id(), note("group_destroyed", by));
  }

  /** With everything inside: rows first, so that nothing of it can be seen any more. */
  public void deleteWithContents(Group group, By by) throws IOException {
    List<Project> gone =
        namespaces.deleteWithContents(
            group.id(),
            each ->
                note(each instanceof Project ? "project_destroyed" : "group_destroyed", by)
                    .of(each));
    for (Project project : gone) {
      projects.removeBytes(project);
    }
  }

  private Note note(String type, By by) {
    return changed -> AuditEvent.of(clock.instant(), by, type, changed.subject());
  }
}
