package io.wherry.namespace;

import java.time.Instant;
import java.util.List;

/** A namespace with one Git repository. */
public record Project(
    long id,
    NamespacePath path,
    List<Long> lineage,
    Visibility visibility,
    About about,
    Features features,
    Instant createdAt)
    implements Namespace {
  public Project {
    lineage = List.copyOf(lineage);
  }

  @Override
  public Kind kind() {
    return Kind.PROJECT;
  }

  /** Whether the repository is offered to anybody. */
  public boolean repositoryOn() {
    return features.repository();
  }

  /** Whether somebody without any credentials may read the repository. */
  public boolean isOpenToAnybody() {
    return repositoryOn() && visibility == Visibility.PUBLIC;
  }

  public Project with(Visibility changed) {
    return new Project(id, path, lineage, changed, about, features, createdAt);
  }

  public Project with(About changed) {
    return new Project(id, path, lineage, visibility, changed, features, createdAt);
  }

  public Project with(Features changed) {
    return new Project(id, path, lineage, visibility, about, changed, createdAt);
  }
}
