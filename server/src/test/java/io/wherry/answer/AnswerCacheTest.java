package io.wherry.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers are made once, read while they grow, bounded, and gone when they no longer apply. */
class AnswerCacheTest {
  private static final AnswerKey KEY = new AnswerKey(7, "refs", "clone");
  private static final long MUCH = 1 << 20;
  private static final long PATIENCE_SECONDS = 30;

  @TempDir Path directory;

  @Test
  void secondOneToAskGetsWhatTheFirstOneMade() throws IOException {
    var cache = cache(MUCH);
    make(cache, KEY, "pack");
    try (AnswerUse second = use(cache, KEY)) {
      assertThat(second.isMine()).isFalse();
      assertThat(second.length()).hasValue(4);
      assertThat(read(second)).isEqualTo("pack");
    }
  }

  @Test
  void anotherHolderVersionOrRequestIsAnotherAnswer() throws IOException {
    var cache = cache(MUCH);
    make(cache, KEY, "pack");
    for (AnswerKey other :
        new AnswerKey[] {
          new AnswerKey(8, "refs", "clone"),
          new AnswerKey(7, "refs", "fetch"),
          new AnswerKey(7, "other refs", "clone")
        }) {
      try (AnswerUse use = use(cache, other)) {
        assertThat(use.isMine()).as("%s", other).isTrue();
        use.end(false, false);
      }
    }
  }

  @Test
  void readersGetBytesWhileTheAnswerIsBeingMade() throws Exception {
    var cache = cache(MUCH);
    var arrived = new SynchronousQueue<String>();
    try (AnswerUse maker = use(cache, KEY);
        AnswerUse reader = use(cache, KEY)) {
      assertThat(reader.isMine()).isFalse();
      CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> pass(reader, arrived));
      for (String part : new String[] {"first", "second"}) {
        write(maker, part);
        assertThat(arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(part);
      }
      assertThat(reading).isNotDone();
      maker.end(true, true);
      reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void answerThatBreaksOffBreaksOffForEveryReader() throws IOException {
    var cache = cache(MUCH);
    try (AnswerUse maker = use(cache, KEY);
        AnswerUse reader = use(cache, KEY)) {
      write(maker, "half");
      maker.end(false, true);
      assertThatThrownBy(() -> reader.awaitBeginning(1)).isInstanceOf(BrokenAnswerException.class);
      assertThatThrownBy(() -> read(reader)).isInstanceOf(BrokenAnswerException.class);
    }
    assertThat(files()).isZero();
    assertMineAgain(cache, KEY);
  }

  @Test
  void answerNotWorthKeepingStillGoesToWhoWaitsForIt() throws IOException {
    var cache = cache(MUCH);
    try (AnswerUse maker = use(cache, KEY);
        AnswerUse reader = use(cache, KEY)) {
      write(maker, "error");
      maker.end(true, false);
      assertThat(read(reader)).isEqualTo("error");
    }
    assertThat(files()).isZero();
    assertMineAgain(cache, KEY);
  }

  @Test
  void newVersionRemovesTheAnswersOfTheOldOne() throws IOException {
    var cache = cache(MUCH);
    make(cache, KEY, "old");
    make(cache, new AnswerKey(8, "refs", "clone"), "another project's");
    make(cache, new AnswerKey(7, "new refs", "clone"), "new");
    assertThat(files()).isEqualTo(2);
    assertMineAgain(cache, KEY);
  }

  @Test
  void leastRecentlyUsedMakesRoom() throws IOException {
    var cache = cache(10);
    make(cache, new AnswerKey(1, "", ""), "1111");
    make(cache, new AnswerKey(2, "", ""), "2222");
    use(cache, new AnswerKey(1, "", "")).close();
    make(cache, new AnswerKey(3, "", ""), "3333");
    assertThat(cache.has(new AnswerKey(1, "", ""))).isTrue();
    assertThat(cache.has(new AnswerKey(2, "", ""))).isFalse();
    assertThat(cache.has(new AnswerKey(3, "", ""))).isTrue();
    assertThat(files()).isEqualTo(2);
  }

  @Test
  void whatTakesMoreThanHalfOfTheRoomIsNotKept() throws IOException {
    var cache = cache(10);
    make(cache, KEY, "123456");
    assertThat(cache.holds(6)).isFalse();
    assertThat(cache.holds(5)).isTrue();
    assertThat(files()).isZero();
  }

  @Test
  void withoutAnyRoomNothingIsKept() {
    assertThat(cache(0).holds(0)).isFalse();
  }

  @Test
  void forgottenWhileItIsBeingMadeAnAnswerIsReadToItsEndAndNotKept() throws IOException {
    var cache = cache(MUCH);
    try (AnswerUse maker = use(cache, KEY);
        AnswerUse reader = use(cache, KEY)) {
      cache.forget(KEY.holder());
      write(maker, "pack");
      maker.end(true, true);
      assertThat(read(reader)).isEqualTo("pack");
    }
    assertThat(files()).isZero();
    assertMineAgain(cache, KEY);
  }

  @Test
  void droppedWhileItIsBeingReadAnAnswerIsReadToItsEnd() throws IOException {
    var cache = cache(MUCH);
    make(cache, KEY, "pack");
    try (AnswerUse reader = use(cache, KEY)) {
      cache.forget(KEY.holder());
      assertThat(read(reader)).isEqualTo("pack");
    }
    assertThat(files()).isZero();
  }

  @Test
  void emptyAnswerIsAnAnswer() throws IOException {
    var cache = cache(MUCH);
    make(cache, KEY, "");
    try (AnswerUse use = use(cache, KEY)) {
      use.awaitBeginning(1);
      assertThat(read(use)).isEmpty();
    }
  }

  @Test
  void directoryThatCannotBeWrittenMeansNoAnswer() throws IOException {
    Files.createFile(directory.resolve("answers"));
    var cache = cache(MUCH);
    assertThat(cache.use(KEY, 0)).isEmpty();
    assertThat(cache.has(KEY)).isFalse();
  }

  private AnswerCache cache(long bytes) {
    return new AnswerCache(directory.resolve("answers"), bytes);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("answers"))) {
      return files.count();
    }
  }

  private static AnswerUse use(AnswerCache cache, AnswerKey key) {
    return cache.use(key, 0).orElseThrow();
  }

  private static void make(AnswerCache cache, AnswerKey key, String text) throws IOException {
    try (AnswerUse use = use(cache, key)) {
      assertThat(use.isMine()).isTrue();
      write(use, text);
      use.end(true, true);
    }
  }

  private static void write(AnswerUse use, String text) throws IOException {
    use.output().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMineAgain(AnswerCache cache, AnswerKey key) throws IOException {
    try (AnswerUse use = use(cache, key)) {
      assertThat(use.isMine()).isTrue();
      use.end(false, false);
    }
  }

  private static String read(AnswerUse use) throws IOException {
    var bytes = new ByteArrayOutputStream();
    use.sendTo(buffer -> bytes.writeBytes(text(buffer).getBytes(StandardCharsets.UTF_8)));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer).toString();
  }

  private static void pass(AnswerUse reader, SynchronousQueue<String> arrived) {
    try {
      reader.sendTo(buffer -> put(arrived, text(buffer)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void put(SynchronousQueue<String> arrived, String text) {
    try {
      arrived.put(text);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
