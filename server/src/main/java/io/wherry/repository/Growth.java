package io.wherry.repository;

/**
 * How far a repository has grown since it was last repacked.
 *
 * @param newPacks packs that came since
 * @param newBytes in them
 * @param bytes in all packs
 * @param objects in all packs, about
 */
public record Growth(int newPacks, long newBytes, long bytes, long objects) {
  /** Of a repository without packs. */
  public static final Growth NONE = new Growth(0, 0, 0, 0);

  private static final int MANY_PACKS = 20;
  private static final long MANY_BYTES = 8L << 20;
  private static final long HEAVY_BYTES = 32L << 20;

  /** One more pack counted. */
  public Growth with(long packBytes, long packObjects, boolean isNew) {
    return new Growth(
        newPacks + (isNew ? 1 : 0),
        newBytes + (isNew ? packBytes : 0),
        bytes + packBytes,
        objects + packObjects);
  }

  /** Whether serving suffers by now: many packs to look into, or much that no bitmap covers. */
  public boolean callsForRepack() {
    return newPacks >= MANY_PACKS || (newBytes >= MANY_BYTES && newBytes * 4 >= bytes);
  }

  /** Whether a clone has to count most of its objects one by one, at a great cost of memory. */
  public boolean isHeavyToServe() {
    return newBytes >= HEAVY_BYTES;
  }
}
