package io.wherry.store.sql;

import io.wherry.account.Role;
import io.wherry.audit.AuditEvent;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceDraft.Founder;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Who alone owns top-level groups: without him only administrators could manage them. */
final class Owners {
  private static final String ALONE =
      "select n.id, n.path from membership m join namespace n on n.id = m.namespace_id"
          + " where m.person_id = :person and m.level = :owner"
          + " and n.kind = 'group' and n.lineage = n.id || '/'"
          + " and not exists (select 1 from membership o where o.namespace_id = n.id"
          + " and o.level = :owner and o.person_id <> :person) order by n.id";

  private Owners() {}

  private record Owned(long id, String path) {}

  /** The path of the first group that this person owns alone. */
  static Optional<String> alone(Handle handle, long userId) {
    return all(handle, userId).stream().map(Owned::path).findFirst();
  }

  /** The path of this very group, where this person owns it alone. */
  static Optional<String> alone(Handle handle, long userId, long placeId) {
    return all(handle, userId).stream()
        .filter(owned -> owned.id() == placeId)
        .map(Owned::path)
        .findFirst();
  }

  /** Whether it was given: where it is a group at the top level that nobody owns. */
  static boolean give(Handle handle, Namespace group, Founder owner, AuditEvent event) {
    return handle
            .createUpdate(
                "insert into membership (person_id, namespace_id, level, since)"
                    + " select p.id, n.id, :owner, :at from namespace n, person p"
                    + " where n.id = :group and n.kind = 'group' and n.lineage = n.id || '/'"
                    + " and p.id = :person and not exists (select 1 from membership o"
                    + " where o.namespace_id = n.id and o.level = :owner)"
                    + " on conflict (person_id, namespace_id) do update set level = :owner")
            .bind("group", group.id())
            .bind("person", owner.personId())
            .bind("owner", owner.level())
            .bind("at", event.at().toEpochMilli())
            .execute()
        > 0;
  }

  private static List<Owned> all(Handle handle, long userId) {
    return handle
        .createQuery(ALONE)
        .bind("person", userId)
        .bind("owner", Role.OWNER.level())
        .map((row, context) -> new Owned(row.getLong("id"), row.getString("path")))
        .list();
  }
}
