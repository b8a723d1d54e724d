package io.wherry.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A directory for one process's work in progress, removed when it is closed. What a process leaves
 * that did not come to its end is known by the lock that nobody holds any more.
 */
public final class Scratch implements Closeable {
  private static final String LOCK = ".lock";
  private static final Pattern OURS =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\\.lock)?");

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

  /** Whether anything in there was made by somebody else. */
  static boolean holdsForeign(Path above) throws IOException {
    return Leftovers.list(above, "*").stream()
        .anyMatch(file -> !OURS.matcher(String.valueOf(file.getFileName())).matches());
  }

  /** Removes what is left of processes that have ended; whether there was anything. */
  static boolean removeAbandoned(Path above) throws IOException {
    boolean any = false;
    for (Path file : Leftovers.list(above, "*")) {
      boolean isLock = file.toString().endsWith(LOCK);
      any |= removeIfAbandoned(isLock ? Path.of(file.toString().replaceAll("\\.lock$", "")) : file);
    }
    return any;
  }

  private static boolean removeIfAbandoned(Path room) throws IOException {
    Optional<Closeable> lock = FileLocks.tryLock(lockOf(room));
    if (lock.isPresent()) {
      new Scratch(room, lock.get()).close();
    }
    return lock.isPresent();
  }

  /** Whether any process is at work now. */
  static boolean isInUse(Path above) throws IOException {
    return !Leftovers.list(above, "*").isEmpty();
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
