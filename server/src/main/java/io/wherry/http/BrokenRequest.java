package io.wherry.http;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/** Tells the failures that a client causes from those of the server's own disk. */
public final class BrokenRequest {
  private static final Answer BROKEN = Answer.text(400, "the body of the request is broken");
  private static final Answer TOO_SLOW = Answer.text(408, "the request took too long to arrive");

  private BrokenRequest() {}

  /** Whether it was thrown because of what the client sent, or did not send in time. */
  public static boolean causes(IOException failure) {
    return answer(failure).isPresent();
  }

  /** What the client is told, if it can still be told anything; empty for a fault of the server. */
  static Optional<Answer> answer(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException || cause instanceof EofException) {
        return Optional.of(BROKEN);
      }
      if (cause instanceof TimeoutException) {
        return Optional.of(TOO_SLOW);
      }
    }
    return Optional.empty();
  }
}
