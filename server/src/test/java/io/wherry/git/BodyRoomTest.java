package io.wherry.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.git.BodyRoom.Crowded;
import org.junit.jupiter.api.Test;

class BodyRoomTest {
  private static final long MIB = 1L << 20;

  @Test
  void smallRequestsNeedNoRoom() throws Crowded {
    var room = new BodyRoom(0);
    room.part().grow(60_000);
    assertThatThrownBy(() -> room.part().grow(70_000)).isInstanceOf(Crowded.class);
  }

  @Test
  void roomIsSharedByAllUntilItIsGivenBack() throws Crowded {
    var room = new BodyRoom(4 * MIB);
    BodyRoom.Part first = room.part();
    BodyRoom.Part second = room.part();
    first.grow(MIB);
    first.grow(3 * MIB);
    second.grow(MIB);
    assertThatThrownBy(() -> second.grow(2 * MIB)).isInstanceOf(Crowded.class);
    first.release();
    second.grow(4 * MIB);
    second.release();
    room.part().grow(4 * MIB);
  }
}
