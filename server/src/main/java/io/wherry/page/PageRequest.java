package io.wherry.page;

/**
 * Which part of a list is wanted.
 *
 * @param number from 1 on
 * @param size how many items at the most
 */
public record PageRequest(int number, int size) {
  /** The whole list, for commands and tests; no client may ask for it. */
  public static final PageRequest EVERYTHING = new PageRequest(1, Integer.MAX_VALUE - 1);

  public PageRequest {
    if (number < 1 || size < 1) {
      throw new IllegalArgumentException("page " + number + " of size " + size);
    }
  }

  /** How many items stand before it. */
  public long offset() {
    return (number - 1L) * size;
  }
}
