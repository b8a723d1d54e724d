package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;

/**
 * Brings existing history into an empty repository: from a directory with a repository (normal,
 * bare, linked worktree or submodule), from a bundle file of version 2, or from what {@code git
 * fast-export} wrote.
 *
 * <p>Everything below {@code refs/heads/}, {@code refs/tags/} and {@code refs/notes/} comes along
 * with all that is reachable from it; other refs, such as those of remotes, stay behind. HEAD names
 * the source's current branch, or else its {@code main}, its {@code master} or its first branch;
 * without any branch it is left alone. Each object is checked like a pushed one, except that
 * persons, dates and file modes may be written as badly as old tools did, and the history must be
 * complete. The objects arrive as one pack, before any ref names them.
 *
 * <p>No program and no hook is run, and the source is only read. Meanwhile the scratch directory
 * has to hold the history once more, packed, and for a stream also each of its objects by itself;
 * nothing of that remains. Thread-safe, as long as nobody else writes to the target.
 */
public final class RepositoryImport {
  private final Path scratch;

  /** That directory for temporary files is made where it does not exist. */
  public RepositoryImport(Path scratch) {
    this.scratch = scratch;
  }

  /**
   * Fills the target, which is to be deleted where this fails: it may hold objects by then.
   *
   * @throws ProblemException where the target has refs, or the source is missing, unknown,
   *     incomplete or damaged; the message says where
   * @throws IOException where a file cannot be read or written
   */
  public void into(Repository target, Path source) throws IOException {
    if (!target.getRefDatabase().getRefsByPrefix(Constants.R_REFS).isEmpty()) {
      throw new ProblemException(Problem.CONFLICT, "the repository to import into is not empty");
    }
    Source history = Source.at(source);
    Files.createDirectories(scratch);
    Path room = Files.createTempDirectory(scratch, "import-");
    try {
      new Arrival(target, source).take(history.bundle(room));
    } finally {
      FileUtils.delete(room.toFile(), FileUtils.RECURSIVE);
    }
  }
}
