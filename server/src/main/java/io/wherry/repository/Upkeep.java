package io.wherry.repository;

import java.io.IOException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;

/** Repacks repositories when they have grown enough. Thread-safe. */
public final class Upkeep {
  private final GitRepositories repositories;

  public Upkeep(GitRepositories repositories) {
    this.repositories = repositories;
  }

  /** Where work that is due is done later, one repository at a time. */
  @FunctionalInterface
  public interface Queue {

    /** Has a repository looked after soon; returns at once and does not fail. */
    void soon(long projectId);
  }

  /** Repacks if enough has come since the last time; a deleted project needs nothing. */
  public void doWhatIsDue(long projectId) throws IOException {
    try {
      if (repositories.growth(projectId).callsForRepack()) {
        repositories.maintain(projectId, UpkeepKind.REGULAR);
      }
    } catch (RepositoryNotFoundException e) {
      // Deleted before its turn came.
    }
  }
}
