package io.wherry.git;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;

/**
 * Follows a pack as it passes, from object to object, and takes as much room as JGit takes memory:
 * for each object a little, and for the largest that JGit does not read piece by piece all of it,
 * by the size that it claims to have. JGit believes that size, and makes room for it at once. Used
 * by one thread.
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

  /** Where it lies, its name and its kind; and what {@link PushedObjects} takes down of it. */
  private static final int BYTES_OF_OBJECT = 128;

  private static final int INFLATED = 32 << 10;

  private final BodyRoom.Part room;
  private final long most;
  private final Inflater inflater = new Inflater();
  private final byte[] inflated = new byte[INFLATED];
  private final Varint number = new Varint();
  private final DeltaSizes delta = new DeltaSizes();

  private Part part = Part.HEADER;
  private int seen;
  private long claimed;
  private long objects;
  private long largest;
  private int type;
  private long size;

  /**
   * @param most the bytes of all the room there is
   */
  PackWatch(BodyRoom.Part room, long most) {
    this.room = room;
    this.most = most;
  }

  private enum Part {
    HEADER,
    OBJECT,
    BASE,
    DATA,
    END
  }

  /** Throws where the pack is damaged or too large, or there is no room for it at the moment. */
  void follow(byte[] buffer, int from, int to) throws PackProtocolException {
    int at = from;
    while (at < to && part != Part.END) {
      switch (part) {
        case HEADER -> followHeader(buffer[at++]);
        case OBJECT -> followObject(buffer[at++]);
        case BASE -> followBase(buffer[at++]);
        default -> at = followData(buffer, at, to);
      }
    }
  }

  private void followHeader(byte value) throws PackProtocolException {
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
      takeRoom();
      begin();
    }
  }

  private void begin() {
    part = objects == claimed ? Part.END : Part.OBJECT;
    seen = 0;
    number.clear();
    delta.clear();
    inflater.reset();
  }

  /** Three bits are the type, between those of the size. */
  private void followObject(byte value) throws PackProtocolException {
    if (seen++ == 0) {
      type = value >> 4 & 7;
      number.begin(value & 0xf, 4);
    } else {
      number.add(value);
    }
    if (value >= 0) {
      size = number.value();
      seen = 0;
      part = isDelta() ? Part.BASE : Part.DATA;
      objects++;
      expect(isDelta() || type != Constants.OBJ_BLOB ? size : 0);
    }
  }

  private boolean isDelta() {
    return type == Constants.OBJ_OFS_DELTA || type == Constants.OBJ_REF_DELTA;
  }

  private void followBase(byte value) {
    seen++;
    boolean last =
        type == Constants.OBJ_OFS_DELTA ? value >= 0 : seen == Constants.OBJECT_ID_LENGTH;
    if (last) {
      part = Part.DATA;
    }
  }

  /** Returns the place of the first byte that is no longer of this object. */
  private int followData(byte[] buffer, int from, int to) throws PackProtocolException {
    inflater.setInput(buffer, from, to - from);
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int count = inflater.inflate(inflated);
        if (isDelta() && delta.read(inflated, count)) {
          expect(size + delta.base() + delta.result());
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
      begin();
    }
    return to - rest;
  }

  /** An object that takes so much memory for a while. */
  private void expect(long bytes) throws PackProtocolException {
    if (bytes < 0 || bytes > most) {
      throw new PackProtocolException(
          "an object of the pack takes %d bytes of memory, and the server has %d: %s"
              .formatted(bytes, most, "large files must not be packed as changes of others"));
    }
    largest = Math.max(largest, bytes);
    takeRoom();
  }

  private void takeRoom() throws PackProtocolException {
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
