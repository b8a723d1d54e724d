package io.wherry.namespace;

import io.wherry.audit.AuditEvent;

/** What is to be noted of a change. */
@FunctionalInterface
public interface Note {

  /** The event that tells of it, given what was changed, as it is now or was last. */
  AuditEvent of(Namespace changed);
}
