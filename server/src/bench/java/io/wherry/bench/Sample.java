package io.wherry.bench;

import java.io.IOException;

/** Seconds of an operation: what the client waited, and what the server computed. */
record Sample(double wall, double cpu) {
  /** Does it so many times. */
  static Sample take(ProcessTree tree, Load load, int times) throws IOException {
    double cpuBefore = tree.cpuSeconds();
    long start = System.nanoTime();
    for (int i = 0; i < times; i++) {
      load.once();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu = tree.cpuSeconds() - cpuBefore;
    double operations = (double) times * load.operations();
    return new Sample(wall / operations, cpu / operations);
  }
}
