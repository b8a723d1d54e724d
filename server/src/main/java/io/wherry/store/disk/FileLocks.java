package io.wherry.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Locks that end with the process that holds them, however it ends. */
final class FileLocks {
  private FileLocks() {}

  /** Holds the lock until it is closed; empty where this or another process holds it. */
  static Optional<Closeable> tryLock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }

  /** Whether the lock is held now, until the channel is closed. */
  static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
