package io.wherry.store.disk;

import io.wherry.repository.Growth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Repository;

/**
 * Brings a repository into the form in which it is served fast: one pack with a bitmap index, refs
 * in one file, a commit graph.
 */
final class Repack {
  /** For each object: its name, checksum and place. */
  private static final int INDEX_BYTES = 28;

  private Repack() {}

  /** Objects that no ref reaches are kept for two weeks: a push may be about to name them. */
  static void run(Repository repository) throws IOException {
    Path home = repository.getDirectory().toPath();
    Path packs = home.resolve("objects/pack");
    Packs.restoreReplaced(packs);
    try (var git = new Git(repository)) {
      git.gc().setPreserveOldPacks(true).setPrunePreserved(false).call();
    } catch (GitAPIException | JGitInternalException e) {
      throw new IOException("cannot repack " + repository, e);
    }
    DurableFiles.syncDirectory(home);
    Packs.forgetReplaced(packs);
  }

  /** The commit graph is the last thing that a repack writes: what is younger came afterwards. */
  static Growth growth(Path repository) throws IOException {
    Path graph = repository.resolve("objects/info/commit-graph");
    FileTime last = Files.exists(graph) ? Files.getLastModifiedTime(graph) : FileTime.fromMillis(0);
    var growth = Growth.NONE;
    for (Path pack : Leftovers.list(repository.resolve("objects/pack"), "*.pack")) {
      growth = count(growth, pack, last);
    }
    return growth;
  }

  private static Growth count(Growth growth, Path pack, FileTime last) throws IOException {
    try {
      boolean isNew = Files.getLastModifiedTime(pack).compareTo(last) > 0;
      Path index = Path.of(pack.toString().replaceAll("pack$", "idx"));
      return growth.with(Files.size(pack), Files.size(index) / INDEX_BYTES, isNew);
    } catch (NoSuchFileException e) {
      // A repack takes it away just now, or a push has only begun to bring it.
      return growth;
    }
  }
}
