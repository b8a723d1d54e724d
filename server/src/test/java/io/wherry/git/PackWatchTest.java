package io.wherry.git;

import static io.wherry.git.PackBytes.COMMANDS;
import static io.wherry.git.PackBytes.blob;
import static io.wherry.git.PackBytes.bytes;
import static io.wherry.git.PackBytes.join;
import static io.wherry.git.PackBytes.object;
import static io.wherry.git.PackBytes.pack;
import static io.wherry.git.PackBytes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack is refused by what it claims, before anything is made room for. */
class PackWatchTest {
  private static final int MOST = 1 << 20;
  private static final BodyRoom ROOM = new BodyRoom(MOST);

  /** Nothing is in the repository. */
  private static PackWatch watch() {
    return new PackWatch(ROOM.part(), MOST, id -> -1);
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
