package io.wherry.store.sql;

import io.wherry.namespace.Kind;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceQuery.Depth;
import io.wherry.namespace.NamespaceQuery.Order;
import io.wherry.namespace.Viewer;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lists of groups and projects, with only what the viewer may see in them. */
final class NamespaceListing {
  /** Somebody's roles by where they were given: one covers everything that lies inside. */
  private static final String HIS =
      "(select o.lineage, m.level from membership m join namespace o on o.id = m.namespace_id"
          + " where m.person_id = :person) r";

  private static final String COVERED = "substr(n.lineage, 1, length(r.lineage)) = r.lineage";

  /** Groups around a place where somebody has a role can be seen, too. */
  private static final String AROUND = "substr(r.lineage, 1, length(n.lineage)) = n.lineage";

  private final NamespaceQuery query;
  private final Viewer viewer;
  private final List<String> conditions = new ArrayList<>(List.of("n.kind = :kind"));
  private final Map<String, Object> values = new HashMap<>();

  private NamespaceListing(NamespaceQuery query, Viewer viewer) {
    this.query = query;
    this.viewer = viewer;
    values.put("kind", query.kind().toString());
    values.put("person", viewer.personId());
  }

  static Page<Namespace> page(
      Handle handle, NamespaceQuery query, Viewer viewer, PageRequest page) {
    var listing = new NamespaceListing(query, viewer);
    listing.see();
    listing.lie(handle);
    listing.search();
    var rows =
        new Listing("namespace n", String.join(" and ", listing.conditions), order(query.order()));
    return rows.page(handle, listing.values, page, NamespaceRows::read);
  }

  private void see() {
    if (!viewer.everything()) {
      var seen = new ArrayList<>(List.of("n.visibility = 'public'"));
      if (viewer.isPerson()) {
        String reach = query.kind() == Kind.GROUP ? "(" + COVERED + " or " + AROUND + ")" : COVERED;
        seen.add("n.visibility = 'internal'");
        seen.add("exists (select 1 from " + HIS + " where " + reach + ")");
      }
      conditions.add("(" + String.join(" or ", seen) + ")");
    }
    if (query.leastRole() > 0) {
      values.put("least", query.leastRole());
      conditions.add(
          "exists (select 1 from " + HIS + " where " + COVERED + " and r.level >= :least)");
    }
  }

  private void lie(Handle handle) {
    if (query.within() == 0) {
      if (query.depth() == Depth.DIRECT) {
        conditions.add("n.lineage = n.id || '/'");
      }
      return;
    }
    String lineage =
        NamespaceRows.findById(handle, query.within())
            .map(group -> NamespaceRows.lineage(group.lineage()))
            .orElse("none");
    values.put("lineage", lineage);
    conditions.add(
        query.depth() == Depth.DIRECT
            ? "n.lineage = :lineage || n.id || '/'"
            : "substr(n.lineage, 1, length(:lineage)) = :lineage and n.lineage <> :lineage");
  }

  private void search() {
    if (!query.search().isEmpty()) {
      values.put("search", Listing.part(query.search()));
      conditions.add("(" + Listing.contains("n.path") + " or " + Listing.contains("n.name") + ")");
    }
  }

  private static String order(Order order) {
    String direction = order.descending() ? " desc" : "";
    return switch (order.by()) {
      case ID -> "n.id" + direction;
      case PATH -> "n.path_key" + direction;
      case NAME -> "n.name collate nocase" + direction + ", n.id" + direction;
    };
  }
}
