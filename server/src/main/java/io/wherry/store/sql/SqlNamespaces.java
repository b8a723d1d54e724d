package io.wherry.store.sql;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.namespace.Namespaces;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Groups and projects as rows. */
public final class SqlNamespaces implements Namespaces {
  private final SqlDatabase database;

  public SqlNamespaces(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<Namespace> find(NamespaceRef ref) {
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
  public long reserveId() {
    return database.nextId("namespace");
  }

  @Override
  public void checkFree(NamespacePath path) {
    database.read(handle -> Spot.at(handle, path).requireFree(handle));
  }

  @Override
  public Group createGroup(long id, NamespacePath path) {
    return (Group) create(id, path, "group", Visibility.PRIVATE);
  }

  @Override
  public Project createProject(long id, NamespacePath path, Visibility visibility) {
    return (Project) create(id, path, "project", visibility);
  }

  private Namespace create(long id, NamespacePath path, String kind, Visibility visibility) {
    return database.write(
        handle -> {
          Spot spot = Spot.at(handle, path).requireFree(handle);
          handle
              .createUpdate(
                  "insert into namespace"
                      + " (id, kind, path, path_key, lineage, visibility, repository_on)"
                      + " values (:id, :kind, :path, :key, :lineage, :visibility, true)")
              .bind("id", id)
              .bind("kind", kind)
              .bind("path", spot.path().toString())
              .bind("key", path.key())
              .bind("lineage", spot.above() + id + "/")
              .bind("visibility", visibility.toString())
              .execute();
          FormerPaths.forgetWithin(handle, path.key());
          return NamespaceRows.require(handle, id);
        });
  }

  @Override
  public void update(Project changed) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    "update namespace set visibility = :visibility, repository_on = :on"
                        + " where id = :id and kind = 'project'")
                .bind("visibility", changed.visibility().toString())
                .bind("on", changed.repositoryOn())
                .bind("id", changed.id())
                .execute());
  }

  @Override
  public Namespace move(long id, NamespacePath target) {
    return database.write(
        handle -> {
          Namespace moved = NamespaceRows.require(handle, id);
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
          return NamespaceRows.require(handle, id);
        });
  }

  @Override
  public void delete(long id) {
    database.write(
        handle -> {
          Namespace gone = NamespaceRows.require(handle, id);
          if (NamespaceRows.hasChildren(handle, gone)) {
            throw new ProblemException(
                Problem.CONFLICT,
                "group " + gone.path() + " is not empty: delete or move what is in it first");
          }
          return handle
              .createUpdate("delete from namespace where id = :id")
              .bind("id", id)
              .execute();
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
