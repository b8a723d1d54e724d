package io.wherry.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Packs and pushes put together byte by byte, so that they may claim what is not so. */
final class PackBytes {
  static final byte[] COMMANDS =
      bytes(PacketLines.of("one PACK\0\0\0\2", "two") + PacketLines.FLUSH);

  private PackBytes() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] push(byte[] pack) {
    var push = new ByteArrayOutputStream();
    push.writeBytes(COMMANDS);
    push.writeBytes(pack);
    return push.toByteArray();
  }

  /** A pack that claims so many objects, and its beginning. */
  static byte[] pack(int count, byte[] objects) {
    var pack = new ByteArrayOutputStream();
    pack.writeBytes(bytes("PACK\0\0\0\2"));
    for (int shift = 24; shift >= 0; shift -= 8) {
      pack.write(count >> shift);
    }
    pack.writeBytes(objects);
    return pack.toByteArray();
  }

  static byte[] object(int type, long size, byte[]... content) throws IOException {
    var object = new ByteArrayOutputStream();
    writeHeader(object, type, size);
    if (type == Constants.OBJ_REF_DELTA) {
      object.writeBytes(new byte[Constants.OBJECT_ID_LENGTH]);
    }
    var out = new DeflaterOutputStream(object);
    for (byte[] piece : content) {
      out.write(piece);
    }
    out.finish();
    return object.toByteArray();
  }

  static void writeHeader(ByteArrayOutputStream out, int type, long size) {
    long rest = size >> 4;
    out.write((int) (type << 4 | (size & 15) | (rest > 0 ? 0x80 : 0)));
    writeNumber(out, rest, false);
  }

  static void writeNumber(ByteArrayOutputStream out, long number, boolean alsoZero) {
    boolean more = alsoZero;
    for (long rest = number; rest > 0 || more; rest >>>= 7) {
      out.write((int) ((rest & 0x7f) | (rest >>> 7 > 0 ? 0x80 : 0)));
      more = false;
    }
  }

  static byte[] number(long number) {
    var out = new ByteArrayOutputStream();
    writeNumber(out, number, true);
    return out.toByteArray();
  }

  static byte[] blob(int size) throws IOException {
    return object(Constants.OBJ_BLOB, size, new byte[size]);
  }

  static byte[] join(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /** A change of what begins so many bytes before it, with what it says about itself. */
  static byte[] change(long distance, long base, long result) throws IOException {
    var object = new ByteArrayOutputStream();
    byte[] content = join(number(base), number(result), bytes("whatever"));
    writeHeader(object, Constants.OBJ_OFS_DELTA, content.length);
    var digits = new ByteArrayOutputStream();
    digits.write((int) (distance & 0x7f));
    for (long rest = distance >> 7; rest > 0; rest >>= 7) {
      rest--;
      digits.write((int) (0x80 | (rest & 0x7f)));
    }
    byte[] reversed = digits.toByteArray();
    for (int i = reversed.length - 1; i >= 0; i--) {
      object.write(reversed[i]);
    }
    var out = new DeflaterOutputStream(object);
    out.write(content);
    out.finish();
    return object.toByteArray();
  }

  static byte[] changeOf(ObjectId base, long result) throws IOException {
    byte[] content = join(number(1), number(result), bytes("w"));
    byte[] object = object(Constants.OBJ_REF_DELTA, content.length, content);
    base.copyRawTo(object, 1);
    return object;
  }
}
