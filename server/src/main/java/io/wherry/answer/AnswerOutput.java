package io.wherry.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Appends to an answer; closing it ends nothing. */
final class AnswerOutput extends OutputStream {
  private final StoredAnswer answer;
  private final FileChannel file;

  AnswerOutput(StoredAnswer answer, FileChannel file) {
    this.answer = answer;
    this.file = file;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    var rest = ByteBuffer.wrap(bytes, offset, count);
    while (rest.hasRemaining()) {
      file.write(rest);
    }
    answer.grow(count);
  }
}
