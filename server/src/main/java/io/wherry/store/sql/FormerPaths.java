package io.wherry.store.sql;

import io.wherry.namespace.Namespace;
import org.jdbi.v3.core.Handle;

/** Paths that go on naming a namespace after it moved, until somebody uses them again. */
final class FormerPaths {
  private FormerPaths() {}

  /** Keeps today's paths of a namespace and of everything inside it. */
  static void rememberWithin(Handle handle, Namespace moving) {
    String lineage = NamespaceRows.lineage(moving.lineage());
    handle
        .createUpdate(
            "insert into former_path (path_key, namespace_id)"
                + " select path_key, id from namespace"
                + " where substr(lineage, 1, :length) = :lineage"
                + " on conflict (path_key) do update set namespace_id = excluded.namespace_id")
        .bind("lineage", lineage)
        .bind("length", lineage.length())
        .execute();
  }

  /** A path is used again: it and every former path below it name nothing old any more. */
  static void forgetWithin(Handle handle, String key) {
    handle
        .createUpdate(
            "delete from former_path where path_key = :key"
                + " or substr(path_key, 1, :length) = :below")
        .bind("key", key)
        .bind("below", key + "/")
        .bind("length", key.length() + 1)
        .execute();
  }
}
