package io.wherry.namespace;

import io.wherry.audit.Subject;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A group or a project: what has a path, holds deploy tokens and may lie inside a group. */
public sealed interface Namespace permits Group, Project {
  /** Unique among groups and projects together, never used again. */
  long id();

  Kind kind();

  NamespacePath path();

  Visibility visibility();

  About about();

  Instant createdAt();

  /** The ids of the enclosing groups, outermost first, then its own: today's, not remembered. */
  List<Long> lineage();

  /** What an event about this is about. */
  default Subject subject() {
    return new Subject(kind().toString(), id(), path().toString());
  }

  /** The id of the enclosing group; empty at the top level. */
  default OptionalLong parentId() {
    int depth = lineage().size();
    return depth < 2 ? OptionalLong.empty() : OptionalLong.of(lineage().get(depth - 2));
  }

  /** Whether this is, or lies inside, the namespace with that id. Compares ids, never paths. */
  default boolean isWithin(long namespaceId) {
    return lineage().contains(namespaceId);
  }
}
