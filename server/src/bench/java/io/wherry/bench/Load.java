package io.wherry.bench;

import java.io.IOException;

/** What a peer is made to do, again and again. */
interface Load extends AutoCloseable {
  /** Does it once, by all clients; the bytes they got. */
  long once() throws IOException;

  /** How many operations that is. */
  int operations();

  /** Something like it that may be done before anything is measured. */
  default void warmUp() throws IOException {
    once();
  }

  @Override
  default void close() {}
}
