package io.wherry.git;

import static io.wherry.git.PackBytes.blob;
import static io.wherry.git.PackBytes.change;
import static io.wherry.git.PackBytes.changeOf;
import static io.wherry.git.PackBytes.join;
import static io.wherry.git.PackBytes.pack;
import static io.wherry.git.PackBytes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it takes to put together the objects of a pack is known before JGit begins. */
class DeltaTreeTest {
  private static final int MOST = 1 << 20;
  private static final int LARGE = 700_000;
  private static final ObjectId STORED = ObjectId.fromString("5".repeat(40));
  private static final BodyRoom ROOM = new BodyRoom(MOST);

  /** Nothing is in the repository but one object, which is large. */
  private static PackWatch watch() {
    return new PackWatch(ROOM.part(), MOST, id -> id.equals(STORED) ? LARGE : -1);
  }

  private static byte[] read(byte[] body) throws IOException {
    try (var watch = watch()) {
      return new WatchedPush(new ByteArrayInputStream(body), watch).readAllBytes();
    }
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
    byte[] empty = change(first.length, 1, 1);
    empty[0] = (byte) (empty[0] & 0xf0);
    assertThatThrownBy(() -> read(push(pack(2, join(first, empty)))))
        .hasMessageContaining("bytes of memory");
    byte[] stored = changeOf(STORED, LARGE);
    assertThatThrownBy(() -> read(push(pack(1, stored)))).hasMessageContaining("bytes of memory");
    byte[] fine = push(pack(1, changeOf(STORED, 100)));
    assertThat(read(fine)).isEqualTo(fine);
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

  /** Who says by name of what an object is a change may make a fork of any other. */
  @ParameterizedTest
  @CsvSource({"false, true", "true, false"})
  void aNamedChangeMayForkTheChain(boolean named, boolean taken) throws Exception {
    int size = 50_000;
    byte[] first = blob(size);
    var objects = new ByteArrayOutputStream();
    objects.writeBytes(first);
    int last = first.length;
    for (int level = 0; level < 30; level++) {
      byte[] next = change(last, size, size);
      objects.writeBytes(next);
      last = next.length;
    }
    for (int i = 0; i < 30 && named; i++) {
      objects.writeBytes(changeOf(ObjectId.fromString("%040x".formatted(i + 1)), 6));
    }
    byte[] push = push(pack(named ? 61 : 31, objects.toByteArray()));
    if (taken) {
      assertThat(read(push)).isEqualTo(push);
    } else {
      assertThatThrownBy(() -> read(push)).hasMessageContaining("bytes of memory");
    }
  }

  /** As libgit2 packs: a chain holds no more than one of its objects and the next. */
  @Test
  void aLongChainOfNamedChangesPasses() throws Exception {
    var objects = new ByteArrayOutputStream();
    objects.writeBytes(blob(50_000));
    for (int i = 0; i < 200; i++) {
      objects.writeBytes(changeOf(ObjectId.fromString("%040x".formatted(i + 1)), 50_000));
    }
    byte[] push = push(pack(201, objects.toByteArray()));
    assertThat(read(push)).isEqualTo(push);
  }

  @Test
  void aChangeOfNothingIsRefused() throws Exception {
    byte[] first = blob(10);
    byte[] objects = join(first, change(first.length - 1L, 10, 10));
    assertThatThrownBy(() -> read(push(pack(2, objects)))).hasMessageContaining("damaged");
  }
}
