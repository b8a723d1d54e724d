package io.wherry.answer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps answers as files, so that each is made once however many ask for it, also at the same time.
 * The least recently used make room. Nobody is asked here who may have an answer. Thread-safe.
 */
public final class AnswerCache {
  /** Below so much free space the disk is left to what must be kept. */
  private static final long LEAST_FREE_BYTES = 512L << 20;

  private static final int MOST_ANSWERS = 4096;

  /** Of the room for answers: with those being made, and those gone that are still being read. */
  private static final int MOST_OCCUPIED = 2;

  private final Path directory;
  private final long maxBytes;
  private final LongSupplier freeBytes;
  private final Buffers buffers = new Buffers();
  private final Map<AnswerKey, StoredAnswer> answers = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<StoredAnswer, Integer> open = new HashMap<>();
  private long bytes;
  private long files;

  /** The directory is empty, or missing; with no bytes at all nothing is kept. */
  public AnswerCache(Path directory, long maxBytes) {
    this(directory, maxBytes, () -> directory.toFile().getUsableSpace());
  }

  AnswerCache(Path directory, long maxBytes, LongSupplier freeBytes) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.freeBytes = freeBytes;
  }

  /** Whether there is an answer for this key, or one being made. */
  public synchronized boolean has(AnswerKey key) {
    return answers.containsKey(key);
  }

  /** Whether an answer of about that many bytes would be kept. */
  public boolean holds(long length) {
    return length <= maxBytes / 2 && maxBytes > 0;
  }

  /**
   * The answer for this key, which the caller has to make if nobody else does. Empty where there is
   * no room on the disk, or others take it.
   *
   * @param expected of how many bytes it will be at most, about
   */
  public synchronized Optional<AnswerUse> use(AnswerKey key, long expected) {
    StoredAnswer known = answers.get(key);
    try {
      StoredAnswer answer = known == null ? begin(key, expected) : known;
      var use = new AnswerUse(this, key, answer, known == null);
      open.merge(answer, 1, Integer::sum);
      return Optional.of(use);
    } catch (IOException e) {
      if (known == null) {
        drop(key);
      }
      return Optional.empty();
    }
  }

  private StoredAnswer begin(AnswerKey key, long expected) throws IOException {
    dropAll(answers.keySet().stream().filter(old -> old.isOutdatedBy(key)).toList());
    Files.createDirectories(directory);
    refuseWithoutRoom(expected);
    Path file = directory.resolve(Long.toString(files++));
    StoredAnswer answer = StoredAnswer.create(file, expected);
    answers.put(key, answer);
    return answer;
  }

  /** At the beginning: an answer that its readers have in part cannot be given up. */
  private void refuseWithoutRoom(long expected) throws IOException {
    long coming = expected;
    long others = 0;
    for (StoredAnswer answer : open.keySet()) {
      coming += answer.coming();
      others += answer.isKept() ? 0 : answer.size() + answer.coming();
    }
    if (freeBytes.getAsLong() < LEAST_FREE_BYTES + coming) {
      throw new IOException("the disk is nearly full");
    }
    if (bytes + others + expected > MOST_OCCUPIED * maxBytes) {
      throw new IOException("too many answers are being made, or read by slow clients");
    }
  }

  synchronized void close(StoredAnswer answer) {
    open.computeIfPresent(answer, (same, uses) -> uses == 1 ? null : uses - 1);
  }

  /** Ends an answer that is being made; one that is not worth keeping goes to who waits for it. */
  synchronized void end(AnswerKey key, StoredAnswer answer, boolean whole, boolean keep) {
    boolean current = answers.get(key) == answer;
    answer.end(whole);
    long length = answer.length().orElse(0);
    if (current && whole && keep && holds(length)) {
      bytes += length;
      makeRoom();
    } else if (current) {
      answers.remove(key);
      delete(answer);
    }
  }

  private void makeRoom() {
    Iterator<StoredAnswer> eldest = answers.values().iterator();
    while (eldest.hasNext() && (bytes > maxBytes || answers.size() > MOST_ANSWERS)) {
      StoredAnswer answer = eldest.next();
      if (answer.length().isPresent()) {
        eldest.remove();
        bytes -= answer.length().getAsLong();
        delete(answer);
      }
    }
  }

  /** Drops what there is for a project; what is being made is not kept. */
  public synchronized void forget(long holder) {
    dropAll(answers.keySet().stream().filter(key -> key.holder() == holder).toList());
  }

  private void dropAll(List<AnswerKey> keys) {
    keys.forEach(this::drop);
  }

  private void drop(AnswerKey key) {
    StoredAnswer answer = answers.remove(key);
    if (answer != null) {
      bytes -= answer.length().orElse(0);
      delete(answer);
    }
  }

  private static void delete(StoredAnswer answer) {
    try {
      answer.delete();
    } catch (IOException e) {
      // Nobody will be answered from it any more, and it goes with its directory.
    }
  }

  Buffers buffers() {
    return buffers;
  }
}
