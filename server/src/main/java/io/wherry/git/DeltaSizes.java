package io.wherry.git;

/** How large a delta says that its result is, in bytes: of the two numbers before it the second. */
final class DeltaSizes {
  private final Varint number = new Varint();
  private final long[] sizes = new long[2];
  private int known;

  void clear() {
    number.clear();
    known = 0;
  }

  /** Takes the next bytes of the delta. */
  void read(byte[] bytes, int count) {
    for (int i = 0; i < count && known < sizes.length; i++) {
      number.add(bytes[i]);
      if (bytes[i] >= 0) {
        sizes[known++] = number.value();
        number.clear();
      }
    }
  }

  /** Whether both numbers have come. */
  boolean isKnown() {
    return known == sizes.length;
  }

  /** What is said about the base is not believed: JGit reads that before it looks. */
  long result() {
    return sizes[1];
  }
}
