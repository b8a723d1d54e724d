package io.wherry.audit;

import java.time.Instant;

/**
 * Which events are wanted.
 *
 * @param kind of the subject; empty for any
 * @param subjectId 0 for any
 * @param from the first instant that counts
 * @param until the first that does not count any more
 */
public record AuditQuery(String kind, long subjectId, Instant from, Instant until) {
  public static final AuditQuery ALL = new AuditQuery("", 0, Instant.EPOCH, Instant.MAX);
}
