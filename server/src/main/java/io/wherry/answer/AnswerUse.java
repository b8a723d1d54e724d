package io.wherry.answer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * One request's use of an answer, which stays readable until it is closed. Whoever has to make it
 * ends it, in any case.
 */
public final class AnswerUse implements AutoCloseable {
  private final AnswerCache cache;
  private final AnswerKey key;
  private final StoredAnswer answer;
  private final boolean mine;
  private final FileChannel file;

  AnswerUse(AnswerCache cache, AnswerKey key, StoredAnswer answer, boolean mine)
      throws IOException {
    this.cache = cache;
    this.key = key;
    this.answer = answer;
    this.mine = mine;
    this.file =
        mine
            ? answer.open(StandardOpenOption.READ, StandardOpenOption.WRITE)
            : answer.open(StandardOpenOption.READ);
  }

  public AnswerKey key() {
    return key;
  }

  /** Whether the caller has to make the answer. */
  public boolean isMine() {
    return mine;
  }

  /** Where to write an answer that is mine; readers get the bytes at once. */
  public OutputStream output() {
    return new AnswerOutput(answer, file);
  }

  /**
   * Ends an answer that is mine.
   *
   * @param whole false breaks it off for everybody who waits for it
   * @param keep for those who ask later
   */
  public void end(boolean whole, boolean keep) {
    cache.end(key, answer, whole, keep);
  }

  /**
   * Waits until there are so many bytes, or for the end of a shorter answer.
   *
   * @throws BrokenAnswerException where it broke off
   */
  public void awaitBeginning(int bytes) throws IOException {
    answer.awaitMoreThan(bytes - 1L);
  }

  /** In bytes; empty while it is not known yet. */
  public OptionalLong length() {
    return answer.length();
  }

  /**
   * Passes the whole answer on, as it comes.
   *
   * @throws BrokenAnswerException where it breaks off
   */
  public void sendTo(ByteSink sink) throws IOException {
    ByteBuffer buffer = cache.buffers().take();
    try {
      answer.copy(file, buffer, sink);
    } finally {
      cache.buffers().giveBack(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      cache.close(answer);
      file.close();
    }
  }
}
