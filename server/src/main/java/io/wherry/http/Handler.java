package io.wherry.http;

import jakarta.servlet.ServletException;
import java.io.IOException;

/** Answers a request that was granted. Shared by all threads. */
@FunctionalInterface
public interface Handler {

  /**
   * Answers, or throws before anything was answered.
   *
   * @throws io.wherry.problem.ProblemException where the request cannot be carried out
   */
  void handle(Exchange exchange) throws IOException, ServletException;
}
