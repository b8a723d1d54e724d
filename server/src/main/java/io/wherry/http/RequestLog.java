package io.wherry.http;

import io.wherry.access.Decision.Denied;
import io.wherry.access.Decision.Granted;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each request: method, path, status, who, why not, milliseconds, request id. Never
 * the query, a header or a body.
 */
public final class RequestLog {
  private final Logger logger = LoggerFactory.getLogger("io.wherry.access");

  /** What becomes known of a request on its way. Used by one thread. */
  static final class Entry {
    private final String id = UUID.randomUUID().toString();
    private final long start = System.nanoTime();
    private final String request;
    private String actor = "-";
    private String outcome = "-";

    Entry(String request) {
      this.request = request;
    }

    String id() {
      return id;
    }

    void granted(Granted granted) {
      actor = granted.actor().label();
      outcome = "granted";
    }

    void denied(Denied denied) {
      actor = denied.actor().label();
      outcome = denied.reason().name();
    }
  }

  Entry begin(HttpServletRequest request) {
    return new Entry(request.getMethod() + " " + request.getRequestURI());
  }

  void end(Entry entry, int status) {
    long millis = (System.nanoTime() - entry.start) / 1_000_000;
    logger.info(
        "{} {} {} {} {}ms {}", entry.request, status, entry.actor, entry.outcome, millis, entry.id);
  }

  void interrupted(Entry entry, IOException e) {
    logger.warn("{} {} was interrupted: {}", entry.request, entry.id, e.toString());
  }

  void failed(Entry entry, Exception e) {
    logger.error("{} {} failed", entry.request, entry.id, e);
  }
}
