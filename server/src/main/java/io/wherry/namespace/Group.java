package io.wherry.namespace;

import java.time.Instant;
import java.util.List;

/** A namespace that holds projects and further groups. */
public record Group(
    long id,
    NamespacePath path,
    List<Long> lineage,
    Visibility visibility,
    About about,
    Instant createdAt)
    implements Namespace {
  public Group {
    lineage = List.copyOf(lineage);
  }

  @Override
  public Kind kind() {
    return Kind.GROUP;
  }

  public Group with(Visibility changed) {
    return new Group(id, path, lineage, changed, about, createdAt);
  }

  public Group with(About changed) {
    return new Group(id, path, lineage, visibility, changed, createdAt);
  }
}
