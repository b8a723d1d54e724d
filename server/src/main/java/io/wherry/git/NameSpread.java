package io.wherry.git;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Refuses lines whose object names were made to have one hash code: JGit keeps them in hash tables,
 * where a few megabytes of such names keep a thread busy for hours. Real names are spread by
 * chance. Used by one thread.
 */
final class NameSpread {
  /** How many bytes of a line it needs to see. */
  static final int LINE_BYTES = 24;

  private static final int MOST = 1000;
  private static final int BUCKETS = 1 << 16;
  private static final int HEX = 16;

  /** JGit's hash code is the second four bytes of the name. */
  private static final int HASH_OFFSET = 8;

  private static final int HASH_DIGITS = 8;

  private short @Nullable [] counts;
  private int names;

  /** Of a line its beginning. Throws {@link CappedBody.Broken} for one of too many. */
  void line(byte[] start, int length) throws CappedBody.Broken {
    String text = new String(start, 0, length, StandardCharsets.ISO_8859_1);
    int name = text.indexOf(' ') + 1 + HASH_OFFSET;
    boolean hasName =
        text.startsWith("want ") || text.startsWith("have ") || text.startsWith("shallow ");
    if (hasName && name + HASH_DIGITS <= length && ++names > MOST) {
      count(text.substring(name, name + HASH_DIGITS));
    }
  }

  private void count(String digits) throws CappedBody.Broken {
    if (counts == null) {
      counts = new short[BUCKETS];
    }
    int bucket = bucket(digits);
    if (bucket >= 0 && ++counts[bucket] > MOST) {
      throw new CappedBody.Broken();
    }
  }

  /** Below zero for what is no number. */
  private static int bucket(String digits) {
    int hash = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), HEX);
      if (digit < 0) {
        return -1;
      }
      hash = hash << 4 | digit;
    }
    return (hash ^ hash >>> 16) & (BUCKETS - 1);
  }
}
