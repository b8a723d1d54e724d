package io.wherry.git;

/** How large a delta says that its base and its result are, in bytes: the two numbers before it. */
final class DeltaSizes {
  private final Varint number = new Varint();
  private final long[] sizes = new long[2];
  private int known;

  void clear() {
    number.clear();
    known = 0;
  }

  /** Takes the next bytes of the delta. Returns whether both are known now, and were not before. */
  boolean read(byte[] bytes, int count) {
    if (known == sizes.length) {
      return false;
    }
    for (int i = 0; i < count && known < sizes.length; i++) {
      number.add(bytes[i]);
      if (bytes[i] >= 0) {
        sizes[known++] = number.value();
        number.clear();
      }
    }
    return known == sizes.length;
  }

  long base() {
    return sizes[0];
  }

  long result() {
    return sizes[1];
  }
}
