package io.wherry.namespace;

import java.util.List;

/** A group or a project: what has a path, holds deploy tokens and may lie inside a group. */
public sealed interface Namespace permits Group, Project {
  /** Unique among groups and projects together, never used again. */
  long id();

  NamespacePath path();

  /** The ids of the enclosing groups, outermost first, then its own: today's, not remembered. */
  List<Long> lineage();

  /** Whether this is, or lies inside, the namespace with that id. Compares ids, never paths. */
  default boolean isWithin(long namespaceId) {
    return lineage().contains(namespaceId);
  }
}
