package io.wherry.bench;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the memory of a process tree all the time, and keeps the most that it saw. */
final class MemoryWatch implements AutoCloseable {
  private static final long MILLISECONDS = 10;

  private final ProcessTree tree;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private ProcessTree.Memory peak = new ProcessTree.Memory(0, 0);

  MemoryWatch(ProcessTree tree) {
    this.tree = tree;
    var unused = timer.scheduleWithFixedDelay(this::look, 0, MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  private synchronized void look() {
    peak = peak.most(tree.memory());
  }

  synchronized ProcessTree.Memory peak() {
    look();
    return peak;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
