package io.wherry.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happened. It is kept in the same transaction as the change that it tells of, and
 * never contains a secret.
 *
 * @param type such as {@code deploy_token_created}
 * @param details in their order, such as name, scopes and expiry
 */
public record AuditEvent(
    Instant at, By by, String type, Subject subject, Map<String, String> details) {
  public AuditEvent {
    at = at.truncatedTo(ChronoUnit.MILLIS);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public static AuditEvent of(Instant at, By by, String type, Subject subject) {
    return new AuditEvent(at, by, type, subject, Map.of());
  }

  /** The same with one more detail. */
  public AuditEvent with(String name, Object value) {
    var more = new LinkedHashMap<>(details);
    more.put(name, String.valueOf(value));
    return new AuditEvent(at, by, type, subject, more);
  }
}
