package io.wherry.store.disk;

import io.wherry.repository.Growth;
import io.wherry.repository.UpkeepKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
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
  static void run(Repository repository, UpkeepKind kind) throws IOException {
    try (var git = new Git(repository)) {
      git.gc().setPreserveOldPacks(kind == UpkeepKind.REGULAR).setPrunePreserved(true).call();
    } catch (GitAPIException | JGitInternalException e) {
      throw new IOException("cannot repack " + repository, e);
    }
  }

  /** The commit graph is the last thing that a repack writes: what is younger came afterwards. */
  static Growth growth(Path repository) throws IOException {
    Path graph = repository.resolve("objects/info/commit-graph");
    FileTime last = Files.exists(graph) ? Files.getLastModifiedTime(graph) : FileTime.fromMillis(0);
    var growth = Growth.NONE;
    try (Stream<Path> files = Files.list(repository.resolve("objects/pack"))) {
      for (Path pack : files.filter(file -> file.toString().endsWith(".pack")).toList()) {
        boolean isNew = Files.getLastModifiedTime(pack).compareTo(last) > 0;
        Path index = Path.of(pack.toString().replaceAll("pack$", "idx"));
        long objects = Files.exists(index) ? Files.size(index) / INDEX_BYTES : 0;
        growth = growth.with(Files.size(pack), objects, isNew);
      }
    }
    return growth;
  }
}
