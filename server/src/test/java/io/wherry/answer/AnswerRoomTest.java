package io.wherry.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much of the disk answers take, also those that nobody else gets. */
class AnswerRoomTest {
  private static final AnswerKey KEY = new AnswerKey(7, "refs", "clone");
  private static final AnswerKey OTHER = new AnswerKey(8, "refs", "clone");
  private static final long MUCH = 1 << 20;

  @TempDir Path directory;

  /** Slow readers keep the disk space of answers that nobody else gets any more. */
  @Test
  void answersThatAreGoneAndStillBeingReadAreBoundedToo() throws IOException {
    var cache = cache(100);
    List<AnswerUse> readers = new ArrayList<>();
    for (int version = 0; version < 5; version++) {
      var key = new AnswerKey(7, "refs " + version, "clone");
      make(cache, key, 45);
      readers.add(use(cache, key));
      readers.add(use(cache, key));
    }
    assertThat(cache.use(OTHER, 0)).as("4 gone, 1 kept: 225 bytes").isEmpty();
    assertThat(cache.has(OTHER)).isFalse();
    readers.get(0).close();
    readers.get(0).close();
    assertThat(cache.use(OTHER, 0)).as("another one still reads the first").isEmpty();
    readers.get(1).close();
    assertMineAgain(cache, OTHER);
    for (AnswerUse reader : readers.subList(2, readers.size())) {
      var bytes = new AtomicLong();
      reader.sendTo(buffer -> bytes.addAndGet(buffer.remaining()));
      assertThat(bytes).hasValue(45);
      reader.close();
    }
  }

  @Test
  void answersThatAreBeingMadeAreBoundedToo() throws IOException {
    var cache = cache(100);
    try (AnswerUse maker = use(cache, KEY)) {
      write(maker, 201);
      assertThat(cache.use(OTHER, 0)).isEmpty();
      maker.end(true, true);
    }
    assertMineAgain(cache, OTHER);
  }

  @Test
  void roomForWhatIsExpectedIsKeptFromTheBeginning() throws IOException {
    var free = new AtomicLong((512L << 20) + 100);
    var cache = new AnswerCache(directory.resolve("answers"), MUCH, free::get);
    assertThat(cache.use(KEY, 101)).isEmpty();
    try (AnswerUse maker = cache.use(KEY, 70).orElseThrow()) {
      assertThat(cache.use(OTHER, 31)).as("30 are left").isEmpty();
      write(maker, 60);
      free.addAndGet(-60);
      assertThat(cache.use(OTHER, 31)).as("30 are left").isEmpty();
      try (AnswerUse beside = cache.use(OTHER, 30).orElseThrow()) {
        beside.end(false, false);
      }
      maker.end(true, true);
    }
    try (AnswerUse reader = cache.use(KEY, 1L << 40).orElseThrow()) {
      assertThat(reader.isMine()).as("it is there").isFalse();
    }
  }

  @Test
  void whatIsExpectedCountsAsMade() throws IOException {
    var cache = cache(100);
    try (AnswerUse maker = cache.use(KEY, 150).orElseThrow()) {
      assertThat(cache.use(OTHER, 51)).isEmpty();
      maker.end(true, false);
      try (AnswerUse beside = cache.use(OTHER, 51).orElseThrow()) {
        beside.end(false, false);
      }
    }
  }

  private AnswerCache cache(long bytes) {
    return new AnswerCache(directory.resolve("answers"), bytes);
  }

  private static AnswerUse use(AnswerCache cache, AnswerKey key) {
    return cache.use(key, 0).orElseThrow();
  }

  private static void make(AnswerCache cache, AnswerKey key, int bytes) throws IOException {
    try (AnswerUse use = use(cache, key)) {
      write(use, bytes);
      use.end(true, true);
    }
  }

  private static void write(AnswerUse use, int bytes) throws IOException {
    use.output().write("x".repeat(bytes).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMineAgain(AnswerCache cache, AnswerKey key) throws IOException {
    try (AnswerUse use = use(cache, key)) {
      assertThat(use.isMine()).isTrue();
      use.end(false, false);
    }
  }
}
