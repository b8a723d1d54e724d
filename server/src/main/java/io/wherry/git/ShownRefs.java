package io.wherry.git;

import io.wherry.repository.GitRepositories;
import io.wherry.repository.HiddenRefs;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefFilter;

/**
 * The refs of a project that is still there once they have been read. While a repository is being
 * deleted it looks empty to JGit, and a clone of nothing would succeed.
 */
record ShownRefs(GitRepositories repositories, long project) implements RefFilter {

  /** Throws a {@link RepositoryNotFoundException}, wrapped, where the repository has gone away. */
  @Override
  public Map<String, Ref> filter(Map<String, Ref> refs) {
    if (!repositories.exists(project)) {
      throw new UncheckedIOException(new RepositoryNotFoundException("project " + project));
    }
    return HiddenRefs.visible(refs);
  }
}
