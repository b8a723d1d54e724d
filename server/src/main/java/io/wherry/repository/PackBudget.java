package io.wherry.repository;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory in which packs are made at once, first come first served. A pack of a large
 * repository that no bitmap covers takes many times the memory and time of another: of those one at
 * a time. A repack is one of those, too, and there is one at a time. Thread-safe.
 */
public final class PackBudget {
  private static final long UNIT = 1L << 20;

  /** What JGit keeps for each object that it sends, and for each that it has to find first. */
  private static final long BYTES_TO_SEND = 100;

  private static final long BYTES_TO_FIND = 500;

  /** While a repack waits for much memory, others queue behind it. */
  private static final Duration PATIENCE_OF_REPACK = Duration.ofSeconds(10);

  private final int units;
  private final Semaphore memory;
  private final Semaphore heavy = new Semaphore(1, true);
  private final Semaphore repacks = new Semaphore(1, true);
  private final Duration patience;

  /** The bytes are those of all packs at once. */
  public PackBudget(long bytes, Duration patience) {
    this.units = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT));
    this.memory = new Semaphore(units, true);
    this.patience = patience;
  }

  /** Of the heap, for all that is made at once. */
  public long bytes() {
    return units * UNIT;
  }

  /** The right to make one pack, until it is closed. */
  public interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /** Waits for a turn to serve a pack. Throws {@link Busy} where it does not come in time. */
  public Share take(Growth repository) throws Busy, InterruptedException {
    long sent = (repository.objects() - repository.newObjects()) * BYTES_TO_SEND;
    // Never more than half of all, so that one repository does not keep out every other.
    int needed = units(sent + repository.newObjects() * BYTES_TO_FIND, Math.max(1, units / 2));
    Optional<Share> share =
        repository.isHeavyToServe() ? both(heavy, needed, patience) : one(memory, needed, patience);
    return share.orElseThrow(Busy::new);
  }

  /** Waits a while for a turn to repack; empty where it does not come. */
  public Optional<Share> takeToRepack(Growth repository) throws InterruptedException {
    int needed = units(repository.objects() * BYTES_TO_FIND, units);
    return both(repacks, needed, PATIENCE_OF_REPACK);
  }

  private static int units(long bytes, int most) {
    return (int) Math.min(1 + bytes / UNIT, most);
  }

  private Optional<Share> both(Semaphore turns, int needed, Duration patience)
      throws InterruptedException {
    Optional<Share> turn = one(turns, 1, patience);
    if (turn.isEmpty()) {
      return turn;
    }
    Optional<Share> room = Optional.empty();
    try {
      room = one(memory, needed, patience);
    } finally {
      if (room.isEmpty()) {
        turn.get().close();
      }
    }
    Optional<Share> held = room;
    return held.map(
        share ->
            () -> {
              share.close();
              turn.get().close();
            });
  }

  private static Optional<Share> one(Semaphore turns, int count, Duration patience)
      throws InterruptedException {
    return turns.tryAcquire(count, patience.toNanos(), TimeUnit.NANOSECONDS)
        ? Optional.of(() -> turns.release(count))
        : Optional.empty();
  }

  /** Too many packs are being made; the client may come again. */
  public static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    public Busy() {
      super("the server is busy making packs; try again in a while");
    }
  }
}
