package io.wherry.audit;

/** An event as it is kept; ids grow with time. */
public record AuditEntry(long id, AuditEvent event) {}
