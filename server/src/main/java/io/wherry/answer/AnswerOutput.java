package io.wherry.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to an answer; closing it ends nothing. */
final class AnswerOutput extends OutputStream {
  /** Between two looks at the free space of the disk. */
  private static final int UNWATCHED_BYTES = 16 << 20;

  private final AnswerCache cache;
  private final StoredAnswer answer;
  private final FileChannel file;
  private long unwatched;

  AnswerOutput(AnswerCache cache, StoredAnswer answer, FileChannel file) {
    this.cache = cache;
    this.answer = answer;
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    unwatched += count;
    if (unwatched >= UNWATCHED_BYTES) {
      cache.requireFreeSpace();
      unwatched = 0;
    }
    var rest = ByteBuffer.wrap(bytes, offset, count);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
    answer.grow(count);
  }
}
