package io.wherry.repository;

/**
 * How far a repository has grown since it was last repacked.
 *
 * @param newPacks packs that came since
 * @param newBytes in them
 * @param newObjects in them, about
 * @param bytes in all packs
 * @param objects in all packs, about
 */
public record Growth(int newPacks, long newBytes, long newObjects, long bytes, long objects) {
  /** Of a repository without packs. */
  public static final Growth NONE = new Growth(0, 0, 0, 0, 0);

  private static final int MANY_PACKS = 20;
  private static final int TOO_MANY_PACKS = 100;

  /** For each of it one pack more may come, as repacking costs more: 20 s for 400,000 objects. */
  private static final long BYTES_FOR_A_PACK = 4L << 20;

  private static final long MANY_BYTES = 8L << 20;
  private static final long MANY_OBJECTS = 10_000;
  private static final long HEAVY_BYTES = 32L << 20;
  private static final long HEAVY_OBJECTS = 50_000;
  private static final int LARGE_PART = 4;

  /** One more pack counted. */
  public Growth with(long packBytes, long packObjects, boolean isNew) {
    return new Growth(
        newPacks + (isNew ? 1 : 0),
        newBytes + (isNew ? packBytes : 0),
        newObjects + (isNew ? packObjects : 0),
        bytes + packBytes,
        objects + packObjects);
  }

  /** Whether serving suffers by now: many packs to look into, or much that no bitmap covers. */
  public boolean callsForRepack() {
    long many = Math.min(TOO_MANY_PACKS, MANY_PACKS + bytes / BYTES_FOR_A_PACK);
    return newPacks >= many || isLargePart(MANY_BYTES, MANY_OBJECTS);
  }

  /** Whether a clone has to count most of its objects one by one, at a great cost of memory. */
  public boolean isHeavyToServe() {
    return isLargePart(HEAVY_BYTES, HEAVY_OBJECTS);
  }

  private boolean isLargePart(long leastBytes, long leastObjects) {
    return (newBytes >= leastBytes && newBytes * LARGE_PART >= bytes)
        || (newObjects >= leastObjects && newObjects * LARGE_PART >= objects);
  }
}
