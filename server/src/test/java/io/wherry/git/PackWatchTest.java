package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack is refused by what it claims, before anything is made room for. */
class PackWatchTest {
  private static final byte[] COMMANDS =
      bytes(PacketLines.of("one PACK\0\0\0\2", "two") + PacketLines.FLUSH);

  private static final int MOST = 1 << 20;
  private static final BodyRoom ROOM = new BodyRoom(MOST);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] push(byte[] pack) {
    var push = new ByteArrayOutputStream();
    push.writeBytes(COMMANDS);
    push.writeBytes(pack);
    return push.toByteArray();
  }

  /** A pack that claims so many objects, and its beginning. */
  private static byte[] pack(int count, byte[] objects) {
    var pack = new ByteArrayOutputStream();
    pack.writeBytes(bytes("PACK\0\0\0\2"));
    for (int shift = 24; shift >= 0; shift -= 8) {
      pack.write(count >> shift);
    }
    pack.writeBytes(objects);
    return pack.toByteArray();
  }

  private static byte[] read(InputStream in) throws IOException {
    try (var watch = new PackWatch(ROOM.part(), MOST)) {
      return new WatchedPush(in, watch).readAllBytes();
    }
  }

  private static byte[] read(byte[] body) throws IOException {
    return read(new ByteArrayInputStream(body));
  }

  private static void assertRefused(byte[] push, String why) {
    for (int split = 0; split < push.length; split++) {
      InputStream first = new ByteArrayInputStream(push, 0, split);
      InputStream second = new ByteArrayInputStream(push, split, push.length - split);
      assertThatThrownBy(() -> read(new SequenceInputStream(first, second)))
          .isInstanceOf(PackProtocolException.class)
          .hasMessageContaining(why);
    }
  }

  private static byte[] object(int type, long size, byte[]... content) throws IOException {
    var object = new ByteArrayOutputStream();
    long rest = size >> 4;
    object.write((int) (type << 4 | (size & 15) | (rest > 0 ? 0x80 : 0)));
    writeNumber(object, rest, false);
    if (type == Constants.OBJ_REF_DELTA) {
      object.writeBytes(new byte[Constants.OBJECT_ID_LENGTH]);
    } else if (type == Constants.OBJ_OFS_DELTA) {
      object.writeBytes(new byte[] {(byte) 0x81, 0});
    }
    var out = new DeflaterOutputStream(object);
    for (byte[] piece : content) {
      out.write(piece);
    }
    out.finish();
    return object.toByteArray();
  }

  private static void writeNumber(ByteArrayOutputStream out, long number, boolean alsoZero) {
    boolean more = alsoZero;
    for (long rest = number; rest > 0 || more; rest >>>= 7) {
      out.write((int) ((rest & 0x7f) | (rest >>> 7 > 0 ? 0x80 : 0)));
      more = false;
    }
  }

  private static byte[] number(long number) {
    var out = new ByteArrayOutputStream();
    writeNumber(out, number, true);
    return out.toByteArray();
  }

  @Test
  void aWholePackPassesUnchangedHoweverItComes() throws Exception {
    var raw = new RawPack();
    var noise = new byte[3000];
    new Random(1).nextBytes(noise);
    ObjectId base = raw.add(Constants.OBJ_BLOB, noise);
    raw.addDelta(Constants.OBJ_BLOB, base, 100, bytes("changed"));
    raw.add(Constants.OBJ_TREE, new byte[0]);
    raw.add(Constants.OBJ_BLOB, new byte[MOST + 1]);
    byte[] push = push(raw.bytes());
    assertThat(read(push)).isEqualTo(push);
    for (int split = 0; split < push.length; split += 61) {
      InputStream first = new ByteArrayInputStream(push, 0, split);
      InputStream second = new ByteArrayInputStream(push, split, push.length - split);
      assertThat(read(new SequenceInputStream(first, second))).isEqualTo(push);
    }
    try (var watch = new PackWatch(ROOM.part(), MOST)) {
      var in = new WatchedPush(new ByteArrayInputStream(push), watch);
      for (byte expected : push) {
        assertThat((byte) in.read()).isEqualTo(expected);
      }
      assertThat(in.read()).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MOST / 128 + 1, 1 << 24, Integer.MAX_VALUE, -1})
  void moreObjectsThanThereIsRoomForAreRefused(int count) {
    assertRefused(push(pack(count, new byte[0])), "enough for 8192");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1048577",
    "2, 4000000000",
    "4, 9223372036854775807",
    "6, 2147483647",
    "7, 1048577"
  })
  void anObjectThatClaimsMoreThanThereIsRoomForIsRefused(int type, long size) throws Exception {
    byte[] small = object(Constants.OBJ_BLOB, 3, bytes("abc"));
    byte[] large = object(type, size, bytes("x"));
    var objects = new ByteArrayOutputStream();
    objects.writeBytes(small);
    objects.writeBytes(large);
    assertRefused(push(pack(2, objects.toByteArray())), "bytes of memory");
  }

  /** Its base and what becomes of it are read as a whole. */
  @ParameterizedTest
  @CsvSource({"1, 1048577", "1048577, 1", "600000, 600000", "1, 9223372036854775807"})
  void aChangeOfSomethingLargeIsRefused(long base, long result) throws Exception {
    byte[] objects =
        object(Constants.OBJ_OFS_DELTA, 20, number(base), number(result), bytes("whatever"));
    assertRefused(push(pack(1, objects)), "bytes of memory");
  }

  @Test
  void aFileMayBeOfAnySizeAsItIsReadPieceByPiece() throws Exception {
    byte[] push = push(pack(1, object(Constants.OBJ_BLOB, 1L << 40, bytes("beginning"))));
    assertThat(read(push)).isEqualTo(push);
  }

  /** Of those that come at once; and what was only claimed leaves nearly all to others. */
  @Test
  void whatFindsNoRoomBesideOthersIsToldToComeAgain() throws Exception {
    byte[] push = push(pack(1, object(Constants.OBJ_TREE, MOST * 5 / 8, bytes("x"))));
    try (var other = new PackWatch(ROOM.part(), MOST)) {
      new WatchedPush(new ByteArrayInputStream(push), other).readAllBytes();
      assertThatThrownBy(() -> read(push)).hasMessageContaining("busy taking large pushes");
    }
    try (var other = new PackWatch(ROOM.part(), MOST)) {
      byte[] claim = push(pack(MOST / 128, new byte[0]));
      new WatchedPush(new ByteArrayInputStream(claim), other).readAllBytes();
      assertThat(read(push)).isEqualTo(push);
    }
  }

  /** JGit reads whatever a client announces between the commands and the pack. */
  @Test
  void whatIsNoPackIsRefused() throws Exception {
    assertRefused(push(bytes("\0\0\0\0\0\0\0\0\0\0\0\0")), "damaged");
    assertRefused(push(bytes("0008ab\0\0")), "damaged");
    byte[] broken = object(Constants.OBJ_BLOB, 3, bytes("abc"));
    broken[1] = 0;
    assertRefused(push(pack(1, broken)), "damaged");
  }

  @Test
  void brokenLinesAndDeletionsWithoutAPackAreJGitsConcern() throws IOException {
    for (String body : new String[] {"", "00", "zzzzPACK", PacketLines.of("x")}) {
      assertThat(read(bytes(body))).isEqualTo(bytes(body));
    }
    assertThat(read(COMMANDS)).isEqualTo(COMMANDS);
  }
}
