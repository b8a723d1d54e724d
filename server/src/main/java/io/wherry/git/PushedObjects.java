package io.wherry.git;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.jspecify.annotations.Nullable;

/**
 * What came with a pack and what it names, so that it is known without reading anything again
 * whether all that is named came along. Bounded in memory: beyond that it knows nothing.
 */
final class PushedObjects {
  /** Of one entry and of its place in the table. */
  private static final int ENTRY_BYTES = 60;

  /** Trees that follow each other name nearly the same objects: a power of two. */
  private static final int RECENT = 1 << 12;

  private static final int UNTOLD = 0;

  private final ObjectLinks links = new ObjectLinks(this::named);
  private final long limit;
  private ObjectIdOwnerMap<Entry> entries = new ObjectIdOwnerMap<>();
  private @Nullable Entry[] recent = new Entry[RECENT];
  private boolean understood = true;
  private @Nullable Entry misnamed;

  /** With the number of bytes that it may take. */
  PushedObjects(long bytes) {
    this.limit = bytes / ENTRY_BYTES;
  }

  /** Takes down an object of the pack and what it names. */
  void add(AnyObjectId id, int type, byte[] content) {
    came(id, type);
    understood = understood && links.read(type, content);
  }

  /** Takes down an object that names nothing. */
  void addBlob(AnyObjectId id) {
    came(id, Constants.OBJ_BLOB);
  }

  private void came(AnyObjectId id, int type) {
    Entry entry = entry(id);
    if (entry != null) {
      entry.came = true;
      tell(entry, type);
    }
  }

  private void named(AnyObjectId id, int type) {
    Entry entry = entry(id);
    if (entry != null) {
      entry.named = true;
      tell(entry, type);
    }
  }

  private void tell(Entry entry, int type) {
    if (entry.type == UNTOLD) {
      entry.type = (byte) type;
    }
    if (entry.type != type) {
      misnamed = entry;
    }
  }

  private @Nullable Entry entry(AnyObjectId id) {
    if (!understood) {
      return null;
    }
    int slot = id.hashCode() & (RECENT - 1);
    Entry entry = recent[slot];
    if (entry == null || !AnyObjectId.isEqual(entry, id)) {
      entry = entries.get(id);
      if (entry == null) {
        entry = new Entry(id);
        entries.add(entry);
        understood = entries.size() <= limit;
      }
      recent[slot] = entry;
    }
    return entry;
  }

  /** An object that is named as a file, say, and is a tree; or as two kinds of objects. */
  Optional<ObjectId> misnamed() {
    return Optional.ofNullable(misnamed).map(ObjectId::copy);
  }

  /**
   * Which commits from outside the pack it names, itself or through these objects that are about to
   * be named by refs. Empty where that is not known.
   */
  Optional<Outside> outside(Collection<ObjectId> tips) {
    if (!understood) {
      forget();
      return Optional.empty();
    }
    boolean complete = true;
    Set<ObjectId> commits = new HashSet<>();
    for (ObjectId tip : tips) {
      Entry entry = entries.get(tip);
      if (entry == null || !entry.came) {
        complete = false;
        commits.add(tip.copy());
      }
    }
    for (Entry entry : entries) {
      if (!entry.came) {
        complete = false;
        if (entry.type == Constants.OBJ_COMMIT) {
          commits.add(entry.copy());
        }
      }
    }
    forget();
    return Optional.of(new Outside(complete, commits));
  }

  /** How many objects came that no other names; 0 where that is not known. */
  int unnamed() {
    int count = 0;
    if (understood) {
      for (Entry entry : entries) {
        count += entry.came && !entry.named ? 1 : 0;
      }
    }
    return count;
  }

  private void forget() {
    entries = new ObjectIdOwnerMap<>();
    recent = new Entry[RECENT];
  }

  /**
   * What a pack names that did not come with it.
   *
   * @param isEmpty whether it names no object of any kind
   * @param commits the commits among it, and new values of refs
   */
  record Outside(boolean isEmpty, Set<ObjectId> commits) {}

  private static final class Entry extends ObjectIdOwnerMap.Entry {
    private byte type = UNTOLD;
    private boolean came;
    private boolean named;

    Entry(AnyObjectId id) {
      super(id);
    }
  }
}
