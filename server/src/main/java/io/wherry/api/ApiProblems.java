package io.wherry.api;

import io.wherry.http.Answer;
import io.wherry.http.Problems;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Locale;
import java.util.Map;

/**
 * What cannot be carried out, in the two shapes that clients know: {@code error} for parameters
 * that are missing or cannot be read, {@code message} for everything else.
 */
enum ApiProblems implements Problems {
  INSTANCE;

  private static final String NOT_FOUND = "Not Found";

  @Override
  public Answer answer(ProblemException problem) {
    Answer answer =
        Json.answer(
            Problems.status(problem.problem()),
            Map.of(problem.problem() == Problem.MALFORMED ? "error" : "message", text(problem)));
    return problem.problem() == Problem.BUSY ? answer.with("Retry-After", RETRY_AFTER) : answer;
  }

  private static String text(ProblemException problem) {
    String sentence = problem.sentence();
    return switch (problem.problem()) {
      case MALFORMED -> sentence;
      case INVALID, CONFLICT, TOO_LARGE, UNSUPPORTED, BUSY ->
          sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
      case NOT_ALLOWED -> "403 Forbidden - " + sentence;
      case NOT_FOUND ->
          sentence.endsWith(NOT_FOUND) ? "404 " + sentence : "404 Not Found - " + sentence;
    };
  }

  @Override
  public Answer noRoute(String allowed) {
    return allowed.isEmpty()
        ? Json.answer(404, Map.of("error", "404 Not Found"))
        : Json.answer(405, Map.of("error", "405 Method Not Allowed")).with("Allow", allowed);
  }

  @Override
  public Answer failure(String requestId) {
    return Json.answer(
        500, Json.object("message", "500 Internal Server Error").with("request_id", requestId));
  }
}
