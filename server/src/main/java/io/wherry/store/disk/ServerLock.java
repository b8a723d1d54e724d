package io.wherry.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The lock of the one server. Its file says whether the lock is held, so that the next holder knows
 * whether the last one came to its end. Both words are equally long: a full disk takes them too.
 */
public final class ServerLock implements Closeable {
  private static final byte[] HELD = "held\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FREE = "free\n".getBytes(StandardCharsets.US_ASCII);

  private final FileChannel channel;
  private final boolean wasHeld;
  private volatile byte[] atEnd = FREE;

  private ServerLock(FileChannel channel, boolean wasHeld) {
    this.channel = channel;
    this.wasHeld = wasHeld;
  }

  /**
   * Empty where this or another process holds it.
   *
   * @param afterCrash what to do first where the last holder was killed; where that fails, whoever
   *     takes the lock next tries again
   */
  static Optional<ServerLock> take(Path file, Tidying afterCrash) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      if (!FileLocks.tryLock(channel)) {
        return Optional.empty();
      }
      boolean wasHeld = isHeld(channel);
      if (wasHeld) {
        afterCrash.run();
      } else {
        write(channel, HELD);
      }
      taken = true;
      return Optional.of(new ServerLock(channel, wasHeld));
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean isHeld(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(HELD.length);
    channel.read(bytes, 0);
    return bytes.flip().equals(ByteBuffer.wrap(HELD));
  }

  private static void write(FileChannel channel, byte[] word) throws IOException {
    channel.write(ByteBuffer.wrap(word), 0);
    channel.force(true);
  }

  /** Whether the last holder was killed, or had to leave work undone. */
  public boolean wasHeld() {
    return wasHeld;
  }

  /** Work was cut off: what it has left is to be removed by the next holder, as after a crash. */
  public void leaveHeld() {
    atEnd = HELD;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (channel.isOpen()) {
        write(channel, atEnd);
      }
    }
  }

  /** What is to be done after a crash. */
  @FunctionalInterface
  interface Tidying {
    void run() throws IOException;
  }
}
