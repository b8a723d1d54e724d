package io.wherry.answer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * The bytes of one answer in a file: written once from its beginning to its end, and read by any
 * number of others meanwhile and afterwards. Thread-safe.
 */
final class StoredAnswer {
  private final Path file;
  private final long expected;
  private long length;
  private State state = State.GROWING;
  private boolean gone;

  private enum State {
    GROWING,
    WHOLE,
    BROKEN
  }

  private StoredAnswer(Path file, long expected) {
    this.file = file;
    this.expected = expected;
  }

  /** An empty one, of which about so many bytes are expected. */
  static StoredAnswer create(Path file, long expected) throws IOException {
    Files.createFile(file);
    return new StoredAnswer(file, expected);
  }

  FileChannel open(StandardOpenOption... how) throws IOException {
    return FileChannel.open(file, how);
  }

  /** So many bytes more are in the file. */
  synchronized void grow(long bytes) {
    length += bytes;
    notifyAll();
  }

  /** Nothing more comes; what is not whole breaks off for all its readers. */
  synchronized void end(boolean whole) {
    state = whole ? State.WHOLE : State.BROKEN;
    notifyAll();
  }

  /** In bytes; empty while it is being written and where it broke off. */
  synchronized OptionalLong length() {
    return state == State.WHOLE ? OptionalLong.of(length) : OptionalLong.empty();
  }

  /** In bytes, also of one that is being written. */
  synchronized long size() {
    return length;
  }

  /** How many bytes more are expected. */
  synchronized long coming() {
    return state == State.GROWING ? Math.max(0, expected - length) : 0;
  }

  /** Whether it is whole and takes its room also when nobody has it open. */
  synchronized boolean isKept() {
    return state == State.WHOLE && !gone;
  }

  /** Who has it open reads on to the end. */
  synchronized void delete() throws IOException {
    gone = true;
    Files.deleteIfExists(file);
  }

  /** Passes all bytes on, as they come. What the buffer holds is overwritten. */
  void copy(FileChannel from, ByteBuffer buffer, ByteSink to) throws IOException {
    long copied = 0;
    long known = awaitMoreThan(0);
    while (known > copied) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), known - copied));
      int read = from.read(buffer, copied);
      if (read < 0) {
        throw new IOException("the file of an answer has lost its end");
      }
      to.write(buffer.flip());
      copied += read;
      known = copied < known ? known : awaitMoreThan(copied);
    }
  }

  /** Waits until there are more bytes than those; returns how many there are, or all at the end. */
  synchronized long awaitMoreThan(long bytes) throws IOException {
    try {
      while (state == State.GROWING && length <= bytes) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while an answer was being made");
    }
    if (state == State.BROKEN) {
      throw new BrokenAnswerException();
    }
    return length;
  }
}
