package io.wherry.answer;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Buffers outside of the heap, used again: made anew they wait for a garbage collection. */
final class Buffers {
  private static final int BYTES = 128 << 10;

  private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
  }

  void giveBack(ByteBuffer buffer) {
    free.add(buffer);
  }
}
