package io.wherry.store.sql;

import io.wherry.audit.AuditEvent;
import io.wherry.namespace.Group;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Note;
import io.wherry.namespace.Project;
import io.wherry.namespace.Viewer;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Groups and projects as rows. */
public final class SqlNamespaces implements Namespaces {
  private final SqlDatabase database;

  public SqlNamespaces(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Namespace> find(NamespaceRef ref) {
    if (ref instanceof NamespaceRef.ByPath byPath
        && byPath.path().length() > NamespacePath.MAX_LENGTH) {
      // Nor is it remembered that there is none: anybody can think of many and long ones.
      return Optional.empty();
    }
    return database.readIfChanged(
        ref,
        handle ->
            ref instanceof NamespaceRef.ByPath byPath
                ? NamespaceRows.findByPath(handle, NamespacePath.key(byPath.path()))
                : NamespaceRows.findById(handle, ((NamespaceRef.ById) ref).id()));
  }

  @Override
  public List<Namespace> all() {
    return database.read(NamespaceRows::all);
  }

  @Override
  public Page<Namespace> list(NamespaceQuery query, Viewer viewer, PageRequest page) {
    return database.read(handle -> NamespaceListing.page(handle, query, viewer, page));
  }

  @Override
  public long reserveId() {
    return database.nextId("namespace");
  }

  @Override
  public void checkFree(NamespacePath path) {
    database.read(handle -> Spot.at(handle, path).requireFree(handle));
  }

  @Override
  public Group createGroup(long id, NamespaceDraft draft, Note note) {
    return (Group) create(id, draft, Kind.GROUP, note);
  }

  @Override
  public Project createProject(long id, NamespaceDraft draft, Note note) {
    return (Project) create(id, draft, Kind.PROJECT, note);
  }

  private Namespace create(long id, NamespaceDraft draft, Kind kind, Note note) {
    return database.write(
        handle -> {
          Spot spot = Spot.at(handle, draft.path()).requireFree(handle);
          NamespaceRows.insert(handle, new NamespaceRows.NewRow(id, kind, draft), spot);
          FormerPaths.forgetWithin(handle, draft.path().key());
          Namespace created = NamespaceRows.require(handle, id);
          AuditEvent event = note.of(created);
          NamespaceRows.found(handle, id, draft.founder(), event.at());
          AuditRows.insert(handle, event);
          return NamespaceRows.require(handle, id);
        });
  }

  @Override
  public Namespace update(long id, UnaryOperator<Namespace> change, Note note) {
    return database.write(
        handle -> {
          Namespace changed = change.apply(NamespaceRows.require(handle, id));
          NamespaceRows.update(handle, changed);
          AuditRows.insert(handle, note.of(changed));
          return changed;
        });
  }

  @Override
  public Namespace move(long id, UnaryOperator<NamespacePath> to, Founder owner, MoveNote note) {
    return database.write(
        handle -> {
          Namespace moved = NamespaceRows.require(handle, id);
          NamespacePath target = to.apply(moved.path());
          refuseMoveIntoItself(moved, target);
          refuseTooLongPaths(handle, moved, target);
          Spot spot = Spot.at(handle, target);
          if (moved.path().key().equals(target.key())) {
            // Only the case of letters changes: no path is given up, and none is used again.
            NamespaceRows.relocate(handle, moved, spot);
          } else {
            spot.requireFree(handle);
            FormerPaths.rememberWithin(handle, moved);
            NamespaceRows.relocate(handle, moved, spot);
            FormerPaths.forgetWithin(handle, target.key());
          }
          Namespace found = NamespaceRows.require(handle, id);
          AuditEvent event = note.of(found, moved.path());
          boolean given = moved.parentId().isPresent() && Owners.give(handle, found, owner, event);
          AuditRows.insert(handle, given ? event.with("owner_id", owner.personId()) : event);
          return found;
        });
  }

  @Override
  public void delete(long id, Note note) {
    database.write(
        handle -> {
          Namespace gone = NamespaceRows.require(handle, id);
          if (NamespaceRows.hasChildren(handle, gone)) {
            throw new ProblemException(
                Problem.CONFLICT,
                "group " + gone.path() + " is not empty: delete or move what is in it first");
          }
          AuditRows.insert(handle, note.of(gone));
          return NamespaceRows.delete(handle, id);
        });
  }

  @Override
  public List<Project> deleteWithContents(long groupId, Note note) {
    return database.write(
        handle -> {
          List<Namespace> gone =
              NamespaceRows.within(handle, NamespaceRows.require(handle, groupId));
          for (Namespace each : gone) {
            AuditRows.insert(handle, note.of(each));
            NamespaceRows.delete(handle, each.id());
          }
          return gone.stream().filter(Project.class::isInstance).map(Project.class::cast).toList();
        });
  }

  private static void refuseMoveIntoItself(Namespace moved, NamespacePath target) {
    if (target.key().startsWith(moved.path().key() + "/")) {
      throw new ProblemException(
          Problem.INVALID, moved.path() + " cannot move into itself: " + target);
    }
  }

  private static void refuseTooLongPaths(Handle handle, Namespace moved, NamespacePath target) {
    int growth = target.toString().length() - moved.path().toString().length();
    if (NamespaceRows.longestPathWithin(handle, moved) + growth > NamespacePath.MAX_LENGTH) {
      throw new ProblemException(
          Problem.INVALID,
          "a path inside "
              + moved.path()
              + " would be longer than "
              + NamespacePath.MAX_LENGTH
              + " characters");
    }
  }
}
