package io.wherry.git;

import java.io.IOException;
import java.io.InputStream;

/** What is left of a body that could not be read: the same failure for who reads on. */
final class FailedBody extends InputStream {
  private final IOException failure;

  FailedBody(IOException failure) {
    this.failure = failure;
  }

  @Override
  public int read() throws IOException {
    throw failure;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    throw failure;
  }
}
