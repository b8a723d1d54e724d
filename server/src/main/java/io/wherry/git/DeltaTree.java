package io.wherry.git;

import java.util.Arrays;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What the objects of a pack are changes of, and how much memory JGit will take to put them
 * together: it goes down from each object to the changes of it, and holds those to which it has to
 * come back. Used by one thread.
 */
final class DeltaTree {
  /** What one object takes here, also while the arrays grow. */
  static final int BYTES_OF_OBJECT = 96;

  private static final int NO_PARENT = -1;
  private static final int FIRST_ROOM = 16;

  private int count;

  /** Where it begins, in rising order; in the end, what is held while its changes are made. */
  private long[] offsets = new long[FIRST_ROOM];

  /** How large it is when it is put together. */
  private long[] sizes = new long[FIRST_ROOM];

  /** How large it is as a change; nothing for what is none. */
  private long[] changes = new long[FIRST_ROOM];

  /** How large an object of the repository is, of which it is a change. */
  private long[] bases = new long[FIRST_ROOM];

  private int[] parents = new int[FIRST_ROOM];
  private int[] children = new int[FIRST_ROOM];
  private final NamedBases hidden = new NamedBases();

  /** An object that is no change. */
  void whole(long offset, long size) {
    add(offset, size, 0);
  }

  /**
   * A change of an object that begins there in the same pack.
   *
   * @return whether one does
   */
  boolean change(long offset, long base, long change, long size) {
    int parent = Arrays.binarySearch(offsets, 0, count, base);
    if (parent >= 0) {
      addChange(offset, size, change);
      parents[count - 1] = parent;
      children[parent]++;
    }
    return parent >= 0;
  }

  /** A change of an object of so many bytes that is in the repository. */
  void changeOfStored(long offset, long base, long change, long size) {
    addChange(offset, size, change);
    bases[count - 1] = base;
  }

  /** A change of an object that must be in the pack, nobody knows where. */
  void changeOfHidden(long offset, ObjectId base, long change, long size) {
    addChange(offset, size, change);
    hidden.add(base);
  }

  /** One that claims to be empty is damaged, but its base is read before that is seen. */
  private void addChange(long offset, long size, long change) {
    add(offset, size, Math.max(1, change));
  }

  private void add(long offset, long size, long change) {
    if (count == offsets.length) {
      grow(count + (count >> 1));
    }
    offsets[count] = offset;
    sizes[count] = size;
    changes[count] = change;
    parents[count] = NO_PARENT;
    count++;
  }

  private void grow(int room) {
    offsets = Arrays.copyOf(offsets, room);
    sizes = Arrays.copyOf(sizes, room);
    changes = Arrays.copyOf(changes, room);
    bases = Arrays.copyOf(bases, room);
    parents = Arrays.copyOf(parents, room);
    children = Arrays.copyOf(children, room);
  }

  /** The most bytes that are held at once, at the end of the pack; no more can be added then. */
  long peak() {
    long forked = 0;
    long peak = 0;
    int single = 0;
    for (int i = 0; i < count; i++) {
      long before = parents[i] == NO_PARENT ? bases[i] : offsets[parents[i]];
      long kept = children[i] > 1 ? sizes[i] : 0;
      peak = Math.max(peak, before + own(i));
      forked += kept;
      single += children[i] == 1 ? 1 : 0;
      offsets[i] = before + kept;
    }
    // Changes whose place is unknown may make forks of the largest, and hang below all others.
    return hidden.isEmpty() ? peak : peak + forked + largest(hidden.forks(single) + 1);
  }

  private long largest(int most) {
    long[] sorted = Arrays.copyOf(sizes, count);
    Arrays.sort(sorted);
    long sum = 0;
    for (int i = Math.max(0, count - most); i < count; i++) {
      sum += sorted[i];
    }
    return sum;
  }

  /**
   * While it is put together, beside what is held: its base, the change and what comes of it, or
   * that and what is stored under the same name. What is no change passes piece by piece.
   */
  private long own(int i) {
    if (changes[i] == 0) {
      return 0;
    }
    boolean onlyChild = parents[i] != NO_PARENT && children[parents[i]] == 1;
    return Math.max(changes[i], sizes[i]) + sizes[i] + (onlyChild ? sizes[parents[i]] : 0);
  }
}
