package io.wherry.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Follows a pack as it passes, from object to object, and takes as much room as JGit will take
 * memory: for each object a little; for a commit, tree or tag all of it, by the size that it claims
 * to have; and in the end, before JGit begins with it, for what it has to hold to put together
 * those that are changes of others. Used by one thread.
 *
 * @see <a href="https://git-scm.com/docs/gitformat-pack">gitformat-pack</a>
 */
final class PackWatch implements AutoCloseable {
  private static final byte[] SIGNATURE = "PACK".getBytes(StandardCharsets.US_ASCII);

  /** The signature, the version and the count. */
  private static final int HEADER_BYTES = 12;

  private static final int COUNT_AT = 8;

  /** Its place in the list, which is made for all before the first has come. */
  private static final int BYTES_OF_CLAIMED = 8;

  /** Where it lies, its name and its kind, what {@link PushedObjects} takes down, and the tree. */
  private static final int BYTES_OF_OBJECT = 128 + DeltaTree.BYTES_OF_OBJECT;

  private static final int INFLATED = 32 << 10;

  private final BodyRoom.Part room;
  private final long most;
  private final StoredSizes stored;
  private final Inflater inflater = new Inflater();
  private final byte[] inflated = new byte[INFLATED];
  private final Varint number = new Varint();
  private final DeltaBase base = new DeltaBase();
  private final DeltaSizes delta = new DeltaSizes();

  private DeltaTree tree = new DeltaTree();
  private Part part = Part.HEADER;
  private long position;
  private long start;
  private int seen;
  private long claimed;
  private long objects;
  private long largest;
  private int type;
  private long size;

  /**
   * @param most the bytes of all the room there is
   */
  PackWatch(BodyRoom.Part room, long most, StoredSizes stored) {
    this.room = room;
    this.most = most;
    this.stored = stored;
  }

  /** How large the objects of the repository are. */
  interface StoredSizes {
    /** In bytes; negative where there is no such object. */
    long of(ObjectId id) throws IOException;
  }

  private enum Part {
    HEADER,
    OBJECT,
    BASE,
    DATA,
    END
  }

  /** Throws where the pack is damaged or too large, or there is no room for it at the moment. */
  void follow(byte[] buffer, int from, int to) throws IOException {
    int at = from;
    while (at < to && part != Part.END) {
      int before = at;
      switch (part) {
        case HEADER -> followHeader(buffer[at++]);
        case OBJECT -> followObject(buffer[at++]);
        case BASE -> followBase(buffer[at++]);
        default -> at = followData(buffer, at, to);
      }
      position += at - before;
      if (part == Part.OBJECT && seen == 0) {
        start = position;
      }
    }
  }

  private void followHeader(byte value) throws IOException {
    if (seen < SIGNATURE.length && value != SIGNATURE[seen]) {
      throw damaged();
    }
    if (seen >= COUNT_AT) {
      claimed = claimed << 8 | (value & 0xff);
    }
    if (++seen == HEADER_BYTES) {
      if (claimed * BYTES_OF_OBJECT > most) {
        throw new PackProtocolException(
            "the pack has "
                + claimed
                + " objects, and the memory of the server is enough for "
                + most / BYTES_OF_OBJECT
                + ": push a part of the history first");
      }
      takeRoom(0);
      begin();
    }
  }

  private void begin() throws IOException {
    seen = 0;
    number.clear();
    base.clear();
    delta.clear();
    inflater.reset();
    part = Part.OBJECT;
    if (objects == claimed) {
      part = Part.END;
      takeRoom(tree.peak());
      tree = new DeltaTree();
    }
  }

  /** Three bits are the type, between those of the size. */
  private void followObject(byte value) throws IOException {
    if (seen++ == 0) {
      type = value >> 4 & 7;
      number.begin(value & 0xf, 4);
    } else {
      number.add(value);
    }
    if (value >= 0) {
      size = number.value();
      part = isChange() ? Part.BASE : Part.DATA;
      objects++;
      refuseTooLarge();
      takeRoom(isChange() || type == Constants.OBJ_BLOB ? 0 : size);
    }
  }

  private void refuseTooLarge() throws PackProtocolException {
    if (!isChange() && type != Constants.OBJ_BLOB && size >= CollectingChecker.TOO_LARGE) {
      throw new PackProtocolException(
          "the pack has a commit, tree or tag of "
              + CollectingChecker.TOO_LARGE
              + " bytes or more");
    }
  }

  private boolean isChange() {
    return type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA;
  }

  private void followBase(byte value) {
    boolean last =
        type == Constants.OBJ_OFS_DELTA ? base.readDistance(value) : base.readName(value);
    if (last) {
      part = Part.DATA;
    }
  }

  /** Returns the place of the first byte that is no longer of this object. */
  private int followData(byte[] buffer, int from, int to) throws IOException {
    inflater.setInput(buffer, from, to - from);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(inflated);
        if (isChange()) {
          delta.read(inflated, count);
        }
        if (inflater.needsDictionary()) {
          throw damaged();
        }
      }
    } catch (DataFormatException e) {
      throw damaged();
    }
    int rest = inflater.getRemaining();
    if (inflater.finished()) {
      note();
      begin();
    }
    return to - rest;
  }

  private void note() throws IOException {
    if (!isChange()) {
      // More than that is too much for any change of it, and none for itself.
      tree.whole(start, Math.min(size, most + 1));
      return;
    }
    if (!delta.isKnown()) {
      throw damaged();
    }
    refuseIfMore(Math.max(size, delta.result()));
    if (type == Constants.OBJ_REF_DELTA) {
      noteChangeOfNamed();
    } else if (!tree.change(start, start - base.distance(), size, delta.result())) {
      throw damaged();
    }
  }

  private void noteChangeOfNamed() throws IOException {
    ObjectId name = base.name();
    long known = stored.of(name);
    if (known < 0) {
      tree.changeOfHidden(start, name, size, delta.result());
    } else {
      refuseIfMore(known);
      tree.changeOfStored(start, known, size, delta.result());
    }
  }

  private void refuseIfMore(long bytes) throws PackProtocolException {
    if (bytes > most) {
      throw new PackProtocolException(
          "to unpack the changes of files in the pack takes %d bytes of memory, and there are %d: %s"
              .formatted(bytes, most, "push a part of the history first, or pack without deltas"));
    }
  }

  /** For what has come, and so many bytes beside that, now or before. */
  private void takeRoom(long bytes) throws PackProtocolException {
    refuseIfMore(bytes);
    largest = Math.max(largest, bytes);
    try {
      room.grow(claimed * BYTES_OF_CLAIMED + objects * BYTES_OF_OBJECT + largest);
    } catch (BodyRoom.Crowded e) {
      throw new PackProtocolException(
          "the server is busy taking large pushes; try again in a while", e);
    }
  }

  private static PackProtocolException damaged() {
    return new PackProtocolException("the pack is damaged");
  }

  @Override
  public void close() {
    inflater.end();
    room.release();
  }
}
