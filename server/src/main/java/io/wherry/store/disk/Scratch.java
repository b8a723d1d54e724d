package io.wherry.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A directory for one process's work in progress, removed when it is closed. What a process leaves
 * that did not come to its end is known by the lock that nobody holds any more.
 */
public final class Scratch implements Closeable {
  private static final String LOCK = ".lock";

  private final Path path;
  private final Closeable lock;

  private Scratch(Path path, Closeable lock) {
    this.path = path;
    this.lock = lock;
  }

  /** The lock is there before the directory is, so that no directory is ever without one. */
  static Scratch open(Path above) throws IOException {
    Path path = Files.createDirectories(above).resolve(UUID.randomUUID().toString());
    Closeable lock = FileLocks.tryLock(lockOf(path)).orElseThrow();
    return new Scratch(Files.createDirectory(path), lock);
  }

  public Path path() {
    return path;
  }

  /** Removes what is left of processes that have ended. */
  static void removeAbandoned(Path above) throws IOException {
    if (!Files.exists(above)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.list(above)) {
      all = files.toList();
    }
    for (Path file : all) {
      boolean isLock = file.toString().endsWith(LOCK);
      removeIfAbandoned(isLock ? Path.of(file.toString().replaceAll("\\.lock$", "")) : file);
    }
  }

  private static void removeIfAbandoned(Path room) throws IOException {
    Optional<Closeable> lock = FileLocks.tryLock(lockOf(room));
    if (lock.isPresent()) {
      new Scratch(room, lock.get()).close();
    }
  }

  private static Path lockOf(Path room) {
    return room.resolveSibling(room.getFileName() + LOCK);
  }

  @Override
  public void close() throws IOException {
    DurableFiles.deleteTree(path);
    Files.deleteIfExists(lockOf(path));
    lock.close();
  }
}
