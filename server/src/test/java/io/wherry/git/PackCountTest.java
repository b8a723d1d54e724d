package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.errors.PackProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pack is refused by its header, before anything is made room for. */
class PackCountTest {
  private static final String COMMANDS =
      PacketLines.of("one PACK\0\0\0\2\uffff", "two") + PacketLines.FLUSH;

  private static final BodyRoom ROOM = new BodyRoom(1 << 20);

  private static byte[] push(String count) {
    return (COMMANDS + "PACK\0\0\0\2" + count + "objects").getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\0", "\0\0\0\12", "\0\0\0\1"})
  void whatIsWithinTheBoundPassesUnchanged(String count) throws IOException {
    assertThat(
            new PackCount(new ByteArrayInputStream(push(count)), 720, ROOM.part()).readAllBytes())
        .isEqualTo(push(count));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0\0\0\13", "\0\0\1\0", "\177\177\177\177"})
  void whatClaimsMoreIsRefusedHoweverItComes(String count) {
    byte[] push = push(count);
    for (int split = 0; split < push.length; split++) {
      InputStream first = new ByteArrayInputStream(push, 0, split);
      InputStream second = new ByteArrayInputStream(push, split, push.length - split);
      var in = new PackCount(new SequenceInputStream(first, second), 720, ROOM.part());
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(PackProtocolException.class)
          .hasMessageContaining("enough for 10");
    }
    assertThatThrownBy(
            () -> {
              var in = new PackCount(new ByteArrayInputStream(push), 720, ROOM.part());
              while (in.read() >= 0) {
                // One byte at a time.
              }
            })
        .isInstanceOf(PackProtocolException.class);
  }

  /** Of those that come at once. */
  @Test
  void whatFindsNoRoomBesideOthersIsToldToComeAgain() throws IOException {
    BodyRoom.Part other = ROOM.part();
    other.grow(1 << 20);
    // 4,096 objects: more than what is free for everybody.
    byte[] push = push("\0\0\20\0");
    assertThatThrownBy(
            () ->
                new PackCount(new ByteArrayInputStream(push), 1 << 20, ROOM.part()).readAllBytes())
        .isInstanceOf(PackProtocolException.class)
        .hasMessageContaining("busy taking large pushes");
    other.release();
    BodyRoom.Part own = ROOM.part();
    assertThat(new PackCount(new ByteArrayInputStream(push), 1 << 20, own).readAllBytes())
        .isEqualTo(push);
    own.release();
  }

  @Test
  void brokenLinesAndDeletionsWithoutAPackAreJGitsConcern() throws IOException {
    for (String body : new String[] {"", "00", "zzzzPACK", COMMANDS, PacketLines.of("x")}) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      assertThat(new PackCount(new ByteArrayInputStream(bytes), 72, ROOM.part()).readAllBytes())
          .isEqualTo(bytes);
    }
  }
}
