package io.wherry.git;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;

/** Objects of which others say by name that they are changes. Used by one thread. */
final class NamedBases {
  private final ObjectIdOwnerMap<Entry> entries = new ObjectIdOwnerMap<>();
  private int withOne;
  private int withMore;

  private static final class Entry extends ObjectIdOwnerMap.Entry {
    private boolean again;

    Entry(ObjectId id) {
      super(id);
    }
  }

  void add(ObjectId base) {
    Entry entry = entries.get(base);
    if (entry == null) {
      entries.add(new Entry(base));
      withOne++;
    } else if (!entry.again) {
      entry.again = true;
      withOne--;
      withMore++;
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * How many of them have more than one change, at the most.
   *
   * @param otherwiseOne how many objects have one already that does not say so by name
   */
  int forks(int otherwiseOne) {
    return withMore + Math.min(withOne, otherwiseOne);
  }
}
