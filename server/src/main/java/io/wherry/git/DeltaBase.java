package io.wherry.git;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Of which object another one is a change: how many bytes before it that begins, or its name. Used
 * by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">OBJ_OFS_DELTA, OBJ_REF_DELTA</a>
 */
final class DeltaBase {
  private static final int BITS = 7;

  private final byte[] name = new byte[Constants.OBJECT_ID_LENGTH];
  private long distance;
  private int seen;

  void clear() {
    distance = 0;
    seen = 0;
  }

  /** Takes the next byte of a distance. Returns whether it was the last one. */
  boolean readDistance(byte next) {
    // Each number has one form only: the longer ones begin behind the shorter.
    distance = (seen++ == 0 ? 0 : (distance + 1) << BITS) + (next & 0x7f);
    return next >= 0;
  }

  /** Takes the next byte of a name. Returns whether it was the last one. */
  boolean readName(byte next) {
    name[seen++] = next;
    return seen == name.length;
  }

  long distance() {
    return distance;
  }

  ObjectId name() {
    return ObjectId.fromRaw(name);
  }
}
