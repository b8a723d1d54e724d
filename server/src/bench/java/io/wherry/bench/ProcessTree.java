package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A process and those it has started, as the kernel accounts for them. */
record ProcessTree(ProcessHandle root, long standing) {
  /** Of {@code times} in procfs, which is fixed on Linux. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final double IDLE_SECONDS = 0.02;

  /** Of a server that is idle, so that the children it has now are there to stay. */
  static ProcessTree of(long id) {
    ProcessHandle root = ProcessHandle.of(id).orElseThrow();
    return new ProcessTree(root, root.descendants().count());
  }

  /** Processor seconds of all that run and all that have ended; waits for the children to end. */
  double cpuSeconds() throws IOException {
    Waiting.until(
        () -> root.descendants().count() <= standing, LONGEST, "a server's children do not end");
    double ticks = 0;
    for (ProcessHandle process : (Iterable<ProcessHandle>) all()::iterator) {
      ticks += ticks(process.pid());
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Waits until it does nothing of its own accord any more, though not for ever. */
  void awaitIdle() throws IOException {
    long start = System.nanoTime();
    double before = cpuSeconds();
    while (System.nanoTime() - start < LONGEST.toNanos()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      double now = cpuSeconds();
      if (now - before <= IDLE_SECONDS) {
        return;
      }
      before = now;
    }
  }

  /** What its memory is now. */
  Memory memory() {
    long all = 0;
    long own = 0;
    for (ProcessHandle process : (Iterable<ProcessHandle>) all()::iterator) {
      for (String line : lines(process.pid())) {
        if (line.startsWith("Pss:")) {
          all += kibibytes(line);
        } else if (line.startsWith("Pss_Anon:")) {
          own += kibibytes(line);
        }
      }
    }
    return new Memory(all / 1024.0, own / 1024.0);
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  /** User and system time, its own and of the children that it has waited for. */
  private static long ticks(long id) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + id + "/stat"));
    // The program's name may hold blanks; the fields after it begin with the third, the state.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = USER_TIME; i <= CHILDREN_SYSTEM_TIME; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks;
  }

  private static List<String> lines(long id) {
    try {
      return Files.readAllLines(Path.of("/proc/" + id + "/smaps_rollup"));
    } catch (IOException e) {
      // It has just ended, and takes no memory.
      return List.of();
    }
  }

  private static long kibibytes(String line) {
    return Long.parseLong(line.replaceAll("[^0-9]", ""));
  }

  /** In MiB: the share of all its pages, and those of it that no file holds. */
  record Memory(double all, double own) {
    Memory most(Memory other) {
      return new Memory(Math.max(all, other.all), Math.max(own, other.own));
    }
  }
}
