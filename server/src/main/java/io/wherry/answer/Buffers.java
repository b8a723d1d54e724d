package io.wherry.answer;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;

/** Buffers outside of the heap, used again: to get rid of one takes a garbage collection. */
final class Buffers {
  private static final int BYTES = 64 << 10;
  private static final int MOST_FREE = 64;

  private final Queue<ByteBuffer> free = new ArrayBlockingQueue<>(MOST_FREE);

  ByteBuffer take() {
    ByteBuffer buffer = free.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer;
  }

  /** Of more than are ever needed at once the rest is left to the garbage collection. */
  void giveBack(ByteBuffer buffer) {
    free.offer(buffer);
  }
}
