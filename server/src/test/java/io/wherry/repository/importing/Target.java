package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Imports into new bare repositories, and has a look at the scratch directory afterwards. */
final class Target {
  private Target() {}

  /** Makes a repository below that directory; HEAD names the branch "untouched" at first. */
  static GitProgram fill(Path directory, Path source) throws Exception {
    Path target = Files.createTempDirectory(directory, "target");
    try (Repository repository =
        new FileRepositoryBuilder()
            .setGitDir(target.toFile())
            .setBare()
            .setInitialBranch("untouched")
            .build()) {
      repository.create(true);
      fill(repository, directory.resolve("scratch"), source);
    }
    return new GitProgram(target);
  }

  static void fill(Repository target, Path scratch, Path source) throws Exception {
    try {
      new RepositoryImport(scratch).into(target, source);
    } finally {
      if (Files.exists(scratch)) {
        assertThat(scratch).isEmptyDirectory();
      }
    }
  }
}
