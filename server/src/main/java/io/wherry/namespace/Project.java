package io.wherry.namespace;

import java.util.List;

/**
 * A namespace with one Git repository.
 *
 * @param repositoryOn whether the repository is offered to anybody
 */
public record Project(
    long id, NamespacePath path, List<Long> lineage, Visibility visibility, boolean repositoryOn)
    implements Namespace {
  public Project {
    lineage = List.copyOf(lineage);
  }

  /** Whether somebody without any credentials may read the repository. */
  public boolean isOpenToAnybody() {
    return repositoryOn && visibility == Visibility.PUBLIC;
  }
}
