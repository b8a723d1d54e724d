package io.wherry.git;

/**
 * A number of which each byte has seven bits, the lowest first, and says in its highest whether
 * another one follows. Used by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">size encoding</a>
 */
final class Varint {
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

  /** More than a long can hold becomes the largest that it can. */
  void add(byte next) {
    long more = next & 0x7f;
    boolean fits = shift < Long.SIZE - BITS - 1;
    value = fits ? value | more << shift : more == 0 ? value : Long.MAX_VALUE;
    shift = fits ? shift + BITS : shift;
  }

  long value() {
    return value;
  }
}
