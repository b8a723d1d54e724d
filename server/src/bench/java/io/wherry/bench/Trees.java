package io.wherry.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Copies and removes directories. */
final class Trees {
  private Trees() {}

  /** Copies; what lies in "objects" is never changed in place, so that links will do. */
  static void link(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(directory, to.resolve(from.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path place = from.relativize(file);
            if (Stream.iterate(place, p -> p != null, Path::getParent).anyMatch(Trees::isObjects)) {
              Files.createLink(to.resolve(place), file);
            } else {
              Files.copy(file, to.resolve(place));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isObjects(Path place) {
    return place.endsWith("objects");
  }

  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(directory)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.deleteIfExists(path);
    }
  }
}
