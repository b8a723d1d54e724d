package io.wherry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs pieces of work at the same moment. */
public final class Together {
  private Together() {}

  /** The results in the order of the work. */
  public static <T> List<T> run(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    var start = new CyclicBarrier(work.size());
    try {
      List<Callable<T>> waiting = new ArrayList<>();
      work.forEach(
          piece ->
              waiting.add(
                  () -> {
                    start.await();
                    return piece.call();
                  }));
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(waiting)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
