package io.wherry.namespace;

import java.util.List;

/** A namespace that holds projects and further groups. */
public record Group(long id, NamespacePath path, List<Long> lineage) implements Namespace {
  public Group {
    lineage = List.copyOf(lineage);
  }
}
