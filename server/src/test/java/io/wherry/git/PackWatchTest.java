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
  private static final int LARGE = 700_000;
  private static final ObjectId STORED = ObjectId.fromString("5".repeat(40));
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

  /** Nothing is in the repository but one object, which is large. */
  private static PackWatch watch() {
    return new PackWatch(ROOM.part(), MOST, id -> id.equals(STORED) ? LARGE : -1);
  }

  private static byte[] read(InputStream in) throws IOException {
    try (var watch = watch()) {
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

  private static void writeHeader(ByteArrayOutputStream out, int type, long size) {
    long rest = size >> 4;
    out.write((int) (type << 4 | (size & 15) | (rest > 0 ? 0x80 : 0)));
    writeNumber(out, rest, false);
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
    raw.add(Constants.OBJ_BLOB, new byte[MOST / 4]);
    byte[] push = push(raw.bytes());
    assertThat(read(push)).isEqualTo(push);
    for (int split = 0; split < push.length; split += 61) {
      InputStream first = new ByteArrayInputStream(push, 0, split);
      InputStream second = new ByteArrayInputStream(push, split, push.length - split);
      assertThat(read(new SequenceInputStream(first, second))).isEqualTo(push);
    }
    try (var watch = watch()) {
      var in = new WatchedPush(new ByteArrayInputStream(push), watch);
      for (byte expected : push) {
        assertThat((byte) in.read()).isEqualTo(expected);
      }
      assertThat(in.read()).isNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {MOST / 224 + 1, 1 << 24, Integer.MAX_VALUE, -1})
  void moreObjectsThanThereIsRoomForAreRefused(int count) {
    assertRefused(push(pack(count, new byte[0])), "enough for 4681");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1048577, bytes of memory",
    "2, 52428800, commit, tree or tag of 52428800",
    "4, 4000000000, commit, tree or tag of 52428800",
    "1, 9223372036854775807, commit, tree or tag"
  })
  void anObjectThatClaimsTooMuchIsRefusedByItsHeader(int type, long size, String why)
      throws Exception {
    assertRefused(push(pack(2, join(blob(3), object(type, size, bytes("x"))))), why);
  }

  private static byte[] blob(int size) throws IOException {
    return object(Constants.OBJ_BLOB, size, new byte[size]);
  }

  private static byte[] join(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  /** A change of what begins so many bytes before it, with what it says about itself. */
  private static byte[] change(long distance, long base, long result) throws IOException {
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

  @ParameterizedTest
  @CsvSource({
    "1, 1048577",
    "700000, 400000",
    "1, 9223372036854775807",
    "9223372036854775807, 9223372036854775807"
  })
  void aChangeThatMakesTooMuchIsRefused(long base, long result) throws Exception {
    byte[] first = blob((int) Math.min(base, LARGE));
    byte[] objects = join(first, change(first.length, base, result));
    assertThatThrownBy(() -> read(push(pack(2, objects)))).hasMessageContaining("bytes of memory");
  }

  /** JGit reads the base before it looks at what the change says about it. */
  @Test
  void aChangeThatLiesAboutItsBaseIsRefused() throws Exception {
    byte[] first = blob(MOST);
    byte[] objects = join(first, change(first.length, 1, 1));
    assertThatThrownBy(() -> read(push(pack(2, objects)))).hasMessageContaining("bytes of memory");
    byte[] named = changeOf(ObjectId.fromString("7".repeat(40)), 1);
    assertThatThrownBy(() -> read(push(pack(2, join(first, named)))))
        .hasMessageContaining("bytes of memory");
    byte[] stored = changeOf(STORED, LARGE);
    assertThatThrownBy(() -> read(push(pack(1, stored)))).hasMessageContaining("bytes of memory");
    byte[] fine = push(pack(1, changeOf(STORED, 100)));
    assertThat(read(fine)).isEqualTo(fine);
  }

  private static byte[] changeOf(ObjectId base, long result) throws IOException {
    byte[] content = join(number(1), number(result), bytes("w"));
    byte[] object = object(Constants.OBJ_REF_DELTA, content.length, content);
    base.copyRawTo(object, 1);
    return object;
  }

  /** JGit goes down from each object to its changes, and holds those it has to come back to. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, false"})
  void aChainIsAsLargeAsItsForks(int children, boolean taken) throws Exception {
    int size = 50_000;
    byte[] first = blob(size);
    var objects = new ByteArrayOutputStream();
    objects.writeBytes(first);
    int count = 1;
    int last = first.length;
    for (int level = 0; level < 40; level++) {
      int behind = 0;
      for (int child = 0; child < children; child++) {
        byte[] next = change(last + behind, size, size);
        objects.writeBytes(next);
        behind += next.length;
        count++;
        if (child == children - 1) {
          last = next.length;
        }
      }
    }
    byte[] push = push(pack(count, objects.toByteArray()));
    if (taken) {
      assertThat(read(push)).isEqualTo(push);
    } else {
      assertThatThrownBy(() -> read(push)).hasMessageContaining("bytes of memory");
    }
  }

  @Test
  void aChangeOfNothingIsRefused() throws Exception {
    byte[] first = blob(10);
    byte[] objects = join(first, change(first.length - 1L, 10, 10));
    assertRefused(push(pack(2, objects)), "damaged");
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
    try (var other = watch()) {
      new WatchedPush(new ByteArrayInputStream(push), other).readAllBytes();
      assertThatThrownBy(() -> read(push)).hasMessageContaining("busy taking large pushes");
    }
    try (var other = watch()) {
      byte[] claim = push(pack(MOST / 224, new byte[0]));
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
