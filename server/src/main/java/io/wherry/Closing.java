package io.wherry;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was opened and is to be closed, the last one first. In a try statement it undoes a start
 * that failed half-way; a start that succeeded hands it on. Thread-safe.
 */
final class Closing implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** All that was added, in other hands: closing this one closes nothing any more. */
  synchronized Closing handOn() {
    var taker = new Closing();
    taker.opened.addAll(opened);
    opened.clear();
    return taker;
  }

  /** Closes everything, also where some of it fails, and then throws the first failure. */
  @Override
  public synchronized void close() throws IOException {
    if (opened.isEmpty()) {
      return;
    }
    try (AutoCloseable others = this;
        AutoCloseable last = opened.pop()) {
      // Closed in the opposite order; a later failure does not hide the first.
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot close", e);
    }
  }
}
