package io.wherry.http;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;

/** What one protocol answers where a request cannot be carried out. */
@FunctionalInterface
public interface Problems {
  /** How many seconds a busy server asks a client to wait before it tries again. */
  String RETRY_AFTER = "10";

  /** The sentence as plain text. */
  Problems TEXT =
      problem -> {
        Answer answer = Answer.text(status(problem.problem()), problem.sentence());
        return problem.problem() == Problem.BUSY ? answer.with("Retry-After", RETRY_AFTER) : answer;
      };

  Answer answer(ProblemException problem);

  /**
   * What a request gets that no route is for.
   *
   * @param allowed the methods that the path takes; empty where nothing is served there
   */
  default Answer noRoute(String allowed) {
    return allowed.isEmpty()
        ? Answer.text(404, "nothing is served at this path")
        : Answer.text(405, "this path takes " + allowed).with("Allow", allowed);
  }

  /** Where the server itself failed. */
  default Answer failure(String requestId) {
    return Answer.text(500, "internal error, request " + requestId);
  }

  /** The HTTP status that says the same. */
  static int status(Problem problem) {
    return switch (problem) {
      case MALFORMED, INVALID -> 400;
      case NOT_ALLOWED -> 403;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case TOO_LARGE -> 413;
      case UNSUPPORTED -> 415;
      case BUSY -> 503;
    };
  }
}
