package io.wherry.store.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Counts the refs of a repository that are files of their own: each costs a look at every list. */
final class LooseRefs extends SimpleFileVisitor<Path> {
  private final int most;
  private int count;

  private LooseRefs(int most) {
    this.most = most;
  }

  /** Whether there are so many. */
  static boolean areAtLeast(int many, Path repository) throws IOException {
    var refs = new LooseRefs(many);
    Files.walkFileTree(repository.resolve("refs"), refs);
    return refs.count >= many;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    count++;
    return count < most ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
  }

  /** Others push and delete meanwhile. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    return unlessGone(e);
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
      throws IOException {
    return unlessGone(e);
  }

  private static FileVisitResult unlessGone(@Nullable IOException e) throws IOException {
    if (e != null && !(e instanceof NoSuchFileException)) {
      throw e;
    }
    return FileVisitResult.CONTINUE;
  }
}
