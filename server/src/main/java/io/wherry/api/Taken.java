package io.wherry.api;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;

/** Says that a path is taken in the words that GitLab's clients look for. */
final class Taken {
  private Taken() {}

  /** Makes something, or gives it another path. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T path(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (ProblemException e) {
      if (e.problem() == Problem.CONFLICT && e.sentence().endsWith("is taken")) {
        throw new ProblemException(Problem.INVALID, e.sentence() + ": path has already been taken");
      }
      throw e;
    }
  }
}
