package io.wherry.git;

import io.wherry.answer.AnswerUse;
import io.wherry.http.Exchange;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an answer to one client, once: beside the making of a long one, so that the client need not
 * wait for its end and a slow client does not hold it up.
 */
final class Sending {
  private static final Logger LOGGER = LoggerFactory.getLogger(Sending.class);

  private final AnswerUse answer;
  private final HttpServletResponse response;
  private final String type;
  private final FutureTask<Void> task = new FutureTask<>(this::send);
  private boolean begun;

  Sending(AnswerUse answer, HttpServletResponse response, String type) {
    this.answer = answer;
    this.response = response;
    this.type = type;
  }

  AnswerUse answer() {
    return answer;
  }

  void begin(Executor executor) {
    begun = true;
    executor.execute(task);
  }

  /** Returns when the whole answer is sent, by whoever. */
  void finish() throws IOException {
    task.run();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IOException("cannot send an answer", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an answer was being sent", e);
    }
  }

  /** Returns when nobody sends any more, after an answer that broke off. */
  void abandon() {
    if (begun) {
      try {
        finish();
      } catch (IOException e) {
        // Why it broke off is told by whoever made it.
        LOGGER.debug("sending ended", e);
      }
    }
  }

  private Void send() throws IOException {
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-cache, max-age=0, must-revalidate");
    response.setHeader("Expires", "Fri, 01 Jan 1980 00:00:00 GMT");
    response.setHeader("Pragma", "no-cache");
    answer.length().ifPresent(response::setContentLengthLong);
    ServletOutputStream out = response.getOutputStream();
    answer.sendTo(bytes -> Exchange.write(out, bytes));
    out.close();
    return null;
  }
}
