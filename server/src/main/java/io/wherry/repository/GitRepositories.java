package io.wherry.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;

/**
 * Keeps bare Git repositories by project id; paths live elsewhere, so nothing here ever moves.
 * Thread-safe.
 */
public interface GitRepositories {

  /**
   * Makes a repository with that content whose HEAD names that branch: the whole of it, on the disk
   * and repacked, or nothing. Again with the same id: no effect.
   */
  void create(long projectId, String branch, Content content) throws IOException;

  /** What fills a new repository before anybody can see it. */
  @FunctionalInterface
  interface Content {
    Content EMPTY = repository -> {};

    void fill(Repository repository) throws IOException;
  }

  /**
   * Opens for reading and writing; the caller closes it once. Throws {@link
   * org.eclipse.jgit.errors.RepositoryNotFoundException} where there is none.
   */
  Repository open(long projectId) throws IOException;

  boolean exists(long projectId);

  /**
   * The branch that HEAD names, whether there is one of that name or not; empty where there is no
   * repository.
   */
  Optional<String> defaultBranch(long projectId) throws IOException;

  /** Gone at once; without effect where there is none. */
  void delete(long projectId) throws IOException;

  /**
   * Removes what a push has written to where a repository was deleted; without effect where there
   * is a repository, or anything that could be of one.
   */
  void deleteRemains(long projectId) throws IOException;

  /**
   * Returns once all objects received so far would survive a loss of power. To be called before any
   * ref names them.
   */
  void persistObjects(long projectId) throws IOException;

  /** The same for the values of these refs; to be called before an update is acknowledged. */
  void persistRefs(long projectId, Collection<String> names) throws IOException;

  /**
   * Repacks with a bitmap index, packs refs, writes the commit graph; what is replaced is removed
   * once that would survive a loss of power. Throws {@link
   * org.eclipse.jgit.errors.RepositoryNotFoundException} where there is none.
   */
  void maintain(long projectId) throws IOException;

  /**
   * A value that is the same as long as all refs, HEAD among them, are the same. Throws what {@link
   * #open} throws.
   */
  String refsVersion(long projectId) throws IOException;

  /** How much came since {@link #maintain} was last done; throws what that throws. */
  Growth growth(long projectId) throws IOException;

  /** Whether so many refs are not packed yet. */
  boolean hasLooseRefs(long projectId, int many) throws IOException;
}
