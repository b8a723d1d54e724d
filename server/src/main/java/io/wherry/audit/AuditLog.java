package io.wherry.audit;

import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Keeps what happened. Changes note their events themselves, in their own transaction; what changes
 * nothing, such as a failed try, is added here.
 */
public interface AuditLog {

  void add(Collection<AuditEvent> events);

  /** Removes all events of that type from before that instant. */
  void forget(String type, Instant before);

  /** The latest first. */
  Page<AuditEntry> list(AuditQuery query, PageRequest page);

  Optional<AuditEntry> find(long id);
}
