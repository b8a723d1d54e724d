package io.wherry.answer;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes bytes in their order. */
@FunctionalInterface
public interface ByteSink {

  /** Takes all bytes of the buffer before it returns; the caller uses it again. */
  void write(ByteBuffer bytes) throws IOException;
}
