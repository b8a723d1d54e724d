package io.wherry.store.sql;

import io.wherry.namespace.About;
import io.wherry.namespace.Features;
import io.wherry.namespace.Group;
import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft;
import io.wherry.namespace.NamespaceDraft.Founder;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The statements on the table {@code namespace}. */
final class NamespaceRows {
  private NamespaceRows() {}

  static Optional<Namespace> findById(Handle handle, long id) {
    return handle
        .createQuery("select * from namespace where id = :id")
        .bind("id", id)
        .map(NamespaceRows::read)
        .findOne();
  }

  /** Today's path first; a former one only where nobody has it today. */
  static Optional<Namespace> findByPath(Handle handle, String key) {
    return handle
        .createQuery(
            "select n.*, 0 as former from namespace n where n.path_key = :key union all"
                + " select n.*, 1 from namespace n join former_path f on f.namespace_id = n.id"
                + " where f.path_key = :key order by former limit 1")
        .bind("key", key)
        .map(NamespaceRows::read)
        .findOne();
  }

  static Namespace require(Handle handle, long id) {
    return findById(handle, id)
        .orElseThrow(
            () -> new ProblemException(Problem.NOT_FOUND, "there is no group or project " + id));
  }

  static List<Namespace> all(Handle handle) {
    return handle
        .createQuery("select * from namespace order by path_key")
        .map(NamespaceRows::read)
        .list();
  }

  /** By today's path only. */
  static Optional<Namespace> findToday(Handle handle, String key) {
    return handle
        .createQuery("select * from namespace where path_key = :key")
        .bind("key", key)
        .map(NamespaceRows::read)
        .findOne();
  }

  static boolean hasChildren(Handle handle, Namespace parent) {
    String lineage = lineage(parent.lineage());
    return handle
        .createQuery(
            "select exists (select 1 from namespace"
                + " where substr(lineage, 1, :length) = :lineage and id <> :id)")
        .bind("lineage", lineage)
        .bind("length", lineage.length())
        .bind("id", parent.id())
        .mapTo(Boolean.class)
        .one();
  }

  /** How long the longest path is, of a namespace and of everything inside it. */
  static int longestPathWithin(Handle handle, Namespace outer) {
    String lineage = lineage(outer.lineage());
    return handle
        .createQuery(
            "select max(length(path)) from namespace where substr(lineage, 1, :length) = :lineage")
        .bind("lineage", lineage)
        .bind("length", lineage.length())
        .mapTo(Integer.class)
        .one();
  }

  /** Rewrites path and lineage of a namespace and of everything inside it. */
  static void relocate(Handle handle, Namespace moved, Spot spot) {
    String lineage = lineage(moved.lineage());
    handle
        .createUpdate(
            "update namespace set"
                + " path = :path || substr(path, :pathLength + 1),"
                + " path_key = :key || substr(path_key, :pathLength + 1),"
                + " lineage = :newLineage || substr(lineage, :lineageLength + 1)"
                + " where substr(lineage, 1, :lineageLength) = :lineage")
        .bind("path", spot.path().toString())
        .bind("key", spot.path().key())
        .bind("pathLength", moved.path().toString().length())
        .bind("newLineage", spot.above() + moved.id() + "/")
        .bind("lineage", lineage)
        .bind("lineageLength", lineage.length())
        .execute();
  }

  static String lineage(List<Long> ids) {
    return ids.stream().map(id -> id + "/").collect(Collectors.joining());
  }

  /** Everything in a group, the outermost first. */
  static List<Namespace> within(Handle handle, Namespace group) {
    String lineage = lineage(group.lineage());
    return handle
        .createQuery(
            "select * from namespace where substr(lineage, 1, :length) = :lineage"
                + " order by length(lineage), id")
        .bind("lineage", lineage)
        .bind("length", lineage.length())
        .map(NamespaceRows::read)
        .list();
  }

  /** A row that is to be written. */
  record NewRow(long id, Kind kind, NamespaceDraft draft) {}

  /** Without a date: that is when its event says it was made. */
  static void insert(Handle handle, NewRow row, Spot spot) {
    NamespaceDraft draft = row.draft();
    handle
        .createUpdate(
            "insert into namespace (id, kind, path, path_key, lineage, visibility,"
                + " repository_on, name, description)"
                + " values (:id, :kind, :path, :key, :lineage, :visibility, true, :name,"
                + " :description)")
        .bind("id", row.id())
        .bind("kind", row.kind().toString())
        .bind("path", spot.path().toString())
        .bind("key", draft.path().key())
        .bind("lineage", spot.above() + row.id() + "/")
        .bind("visibility", draft.visibility().toString())
        .bind("name", draft.about().name())
        .bind("description", draft.about().description())
        .execute();
  }

  /** Dates it, and gives the founder the role, if there is one. */
  static void found(Handle handle, long id, Founder founder, Instant at) {
    handle
        .createUpdate("update namespace set created_at = :at where id = :id")
        .bind("at", at.toEpochMilli())
        .bind("id", id)
        .execute();
    if (founder.personId() != 0) {
      handle
          .createUpdate(
              "insert into membership (person_id, namespace_id, level, since)"
                  + " values (:person, :id, :level, :at)")
          .bind("person", founder.personId())
          .bind("id", id)
          .bind("level", founder.level())
          .bind("at", at.toEpochMilli())
          .execute();
    }
  }

  static void update(Handle handle, Namespace changed) {
    handle
        .createUpdate(
            "update namespace set visibility = :visibility, name = :name,"
                + " description = :description where id = :id")
        .bind("visibility", changed.visibility().toString())
        .bind("name", changed.about().name())
        .bind("description", changed.about().description())
        .bind("id", changed.id())
        .execute();
    if (changed instanceof Project project) {
      handle
          .createUpdate(
              "update namespace set repository_on = :repository, rewriting_on = :rewriting"
                  + " where id = :id")
          .bind("repository", project.features().repository())
          .bind("rewriting", project.features().rewriting())
          .bind("id", project.id())
          .execute();
    }
  }

  static int delete(Handle handle, long id) {
    return handle.createUpdate("delete from namespace where id = :id").bind("id", id).execute();
  }

  static Namespace read(ResultSet row, StatementContext context) throws SQLException {
    long id = row.getLong("id");
    NamespacePath path = NamespacePath.parse(row.getString("path"));
    List<Long> lineage =
        Arrays.stream(row.getString("lineage").split("/")).map(Long::valueOf).toList();
    Visibility visibility = Visibility.parse(row.getString("visibility"));
    var about = new About(row.getString("name"), row.getString("description"));
    Instant created = Instant.ofEpochMilli(row.getLong("created_at"));
    if (row.getString("kind").equals(Kind.GROUP.toString())) {
      return new Group(id, path, lineage, visibility, about, created);
    }
    var features = new Features(row.getBoolean("repository_on"), row.getBoolean("rewriting_on"));
    return new Project(id, path, lineage, visibility, about, features, created);
  }
}
