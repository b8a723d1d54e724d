package io.wherry.git;

import org.jspecify.annotations.Nullable;

/**
 * Refuses lines whose object names were made to have one hash code: JGit keeps them in hash tables,
 * where a few megabytes of such names keep a thread busy for hours. Real names are spread by
 * chance; one that is repeated does no harm. Used by one thread.
 */
final class NameSpread {
  private static final int NAME_DIGITS = 40;
  private static final int MOST = 1000;

  /** In each there are a third of so many names when a request is as long as it may be. */
  private static final int BUCKETS = 1024;

  /** JGit's hash code is the second four bytes of the name. */
  private static final int HASH_BEGIN = 8;

  private static final int HASH_END = 16;
  private static final int HEX = 16;

  private @Nullable Buckets buckets;
  private int names;

  private static final class Buckets {
    private final String[] first = new String[BUCKETS];
    private final int[] others = new int[BUCKETS];
  }

  /** Throws {@link CappedBody.Broken} for one of too many. */
  void line(String text) throws CappedBody.Broken {
    int end = text.indexOf(' ') + 1 + NAME_DIGITS;
    boolean hasName =
        text.startsWith("want ") || text.startsWith("have ") || text.startsWith("shallow ");
    if (hasName && end <= text.length() && ++names > MOST) {
      count(text.substring(end - NAME_DIGITS, end));
    }
  }

  private void count(String name) throws CappedBody.Broken {
    if (buckets == null) {
      buckets = new Buckets();
    }
    int bucket = bucket(name);
    if (buckets.first[bucket] == null) {
      buckets.first[bucket] = name;
    } else if (!buckets.first[bucket].equals(name) && ++buckets.others[bucket] > MOST) {
      throw new CappedBody.Broken();
    }
  }

  /** The same for one hash code; what is no number is refused by JGit. */
  private static int bucket(String name) {
    int hash = 0;
    for (int i = HASH_BEGIN; i < HASH_END; i++) {
      hash = hash << 4 | (Character.digit(name.charAt(i), HEX) & 0xf);
    }
    return (hash ^ hash >>> 16) & (BUCKETS - 1);
  }
}
