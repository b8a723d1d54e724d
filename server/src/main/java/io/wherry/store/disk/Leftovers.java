package io.wherry.store.disk;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What JGit leaves in a repository when its process is killed: files half-written, locks that keep
 * the next push or repack off, marks that keep a pack from ever being repacked. To be removed only
 * while nobody works in the repository.
 */
final class Leftovers {
  private Leftovers() {}

  /** From every repository below that directory. */
  static void removeFrom(Path repositories) throws IOException {
    for (Path repository : DiskRepositories.all(repositories)) {
      remove(repository);
    }
  }

  /** From one. */
  static void remove(Path repository) throws IOException {
    delete(repository, "{*.lock,gc.pid}");
    deleteLocksBelow(repository.resolve("refs"));
    Path objects = repository.resolve("objects");
    delete(objects, "{incoming_*,insert_*,noz*}");
    delete(objects.resolve("info"), "{commit_*_tmp,*.lock}");
    Packs.settle(objects.resolve("pack"));
  }

  /** What matches; nothing where the directory is gone, such as that of a project just deleted. */
  static List<Path> list(Path directory, String glob) throws IOException {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      files.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    return found;
  }

  static void delete(Path directory, String glob) throws IOException {
    for (Path file : list(directory, glob)) {
      Files.deleteIfExists(file);
    }
  }

  /** No ref may have such a name. */
  private static void deleteLocksBelow(Path refs) throws IOException {
    if (!Files.isDirectory(refs)) {
      return;
    }
    Files.walkFileTree(
        refs,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".lock")) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
