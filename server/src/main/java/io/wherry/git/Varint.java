package io.wherry.git;

/**
 * A number of which each byte has seven bits, the lowest first, and says in its highest whether
 * another one follows. Used by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">size encoding</a>
 */
final class Varint {
  /** More than any memory; a few of them can be added. */
  static final long TOO_LARGE = Long.MAX_VALUE >> 4;

  private static final int BITS = 7;

  private long value;
  private int shift;

  void clear() {
    begin(0, 0);
  }

  /** With so many lowest bits at hand. */
  void begin(int lowest, int bits) {
    value = lowest;
    shift = bits;
  }

  /** More than this can hold becomes {@link #TOO_LARGE}. */
  void add(byte next) {
    long more = next & 0x7f;
    boolean fits = shift + BITS < Long.SIZE - BITS;
    if (fits) {
      value |= more << shift;
      shift += BITS;
    } else if (more > 0) {
      value = TOO_LARGE;
    }
  }

  long value() {
    return value;
  }
}
