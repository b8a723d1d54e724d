package io.wherry.store.sql;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.Project;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private static Namespace read(ResultSet row, StatementContext context) throws SQLException {
    long id = row.getLong("id");
    NamespacePath path = NamespacePath.parse(row.getString("path"));
    List<Long> lineage =
        Arrays.stream(row.getString("lineage").split("/")).map(Long::valueOf).toList();
    if (row.getString("kind").equals("group")) {
      return new Group(id, path, lineage);
    }
    Visibility visibility = Visibility.parse(row.getString("visibility"));
    return new Project(id, path, lineage, visibility, row.getBoolean("repository_on"));
  }
}
