package io.wherry.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One peer in one row: its samples so far, and how to take the next. */
final class Side implements AutoCloseable {
  /** For those that compute little: so many times as long on the clock. */
  private static final int LONGEST_WARM_UP = 5;

  private static final int TRIES = 3;

  private final Opener opener;
  private final Pace pace;
  private final List<Sample> samples = new ArrayList<>();
  private Stage stage;
  private ProcessTree.Memory memory = new ProcessTree.Memory(0, 0);
  private int times = 1;

  private Side(Opener opener, Pace pace) throws IOException {
    this.opener = opener;
    this.pace = pace;
    this.stage = opener.open();
  }

  /** Starts the peer and warms it up. */
  static Side start(Opener opener, Pace pace) throws IOException {
    var side = new Side(opener, pace);
    side.warmUp();
    return side;
  }

  private void warmUp() throws IOException {
    long start = System.nanoTime();
    double cpu = stage.tree().cpuSeconds();
    int count = 0;
    do {
      stage.load().warmUp();
      count++;
    } while (count < pace.leastWarmUps() || !isWarm(start, cpu));
    if (!pace.fresh()) {
      times = (int) Math.max(1, Math.min(pace.most(), pace.sample().toNanos() / quickest()));
    }
  }

  /** How long it takes undisturbed; what is longer than a sample is not tried again. */
  private long quickest() throws IOException {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long start = System.nanoTime();
      stage.load().once();
      quickest = Math.min(quickest, System.nanoTime() - start);
      if (quickest > pace.sample().toNanos()) {
        return quickest;
      }
    }
    return quickest;
  }

  /** By what it has computed: on a busy machine time alone says nothing. */
  private boolean isWarm(long start, double cpu) throws IOException {
    return stage.tree().cpuSeconds() - cpu >= pace.warmUp().toSeconds()
        || System.nanoTime() - start >= LONGEST_WARM_UP * pace.warmUp().toNanos();
  }

  /** Takes a sample, which is worth nothing while the peer is still busy with what was before. */
  void sample() throws IOException {
    if (pace.fresh() && !samples.isEmpty()) {
      stage.close();
      stage = opener.open();
      warmUp();
    }
    stage.tree().awaitIdle();
    if (pace.fresh()) {
      // There is no second chance to look at its memory.
      try (var watch = new MemoryWatch(stage.tree())) {
        samples.add(Sample.take(stage.tree(), stage.load(), 1));
        memory = memory.most(watch.peak());
      }
    } else {
      samples.add(Sample.take(stage.tree(), stage.load(), times));
    }
  }

  /** One more sample, for the memory alone: looking at it would disturb the others. */
  void watchMemory() throws IOException {
    if (!pace.fresh()) {
      try (var watch = new MemoryWatch(stage.tree())) {
        for (int i = 0; i < times; i++) {
          stage.load().once();
        }
        memory = watch.peak();
      }
    }
  }

  String name() {
    return stage.peer().name();
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  ProcessTree.Memory memory() {
    return memory;
  }

  @Override
  public void close() throws IOException {
    stage.close();
  }

  /** A running peer and what it is made to do. */
  record Stage(Peer peer, ProcessTree tree, Load load) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      load.close();
      peer.close();
    }
  }

  /** Starts a peer for the row. */
  interface Opener {
    Stage open() throws IOException;
  }

  /** How long to warm up and to sample, and whether every sample needs a new stage. */
  record Pace(Duration warmUp, int leastWarmUps, Duration sample, int most, boolean fresh) {}
}
