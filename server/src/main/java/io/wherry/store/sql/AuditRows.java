package io.wherry.store.sql;

import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import org.jdbi.v3.core.Handle;

/** Writes an event in the transaction of the change that it tells of. */
final class AuditRows {
  private AuditRows() {}

  static void insert(Handle handle, AuditEvent event) {
    By by = event.by();
    handle
        .createUpdate(
            "insert into audit_event (at, type, actor_kind, actor_id, actor_name, address,"
                + " user_agent, subject_kind, subject_id, subject_path, details)"
                + " values (:at, :type, :actorKind, :actorId, :actorName, :address, :userAgent,"
                + " :subjectKind, :subjectId, :subjectPath, :details)")
        .bind("at", event.at().toEpochMilli())
        .bind("type", event.type())
        .bind("actorKind", by.kind().toString())
        .bind("actorId", by.id())
        .bind("actorName", by.name())
        .bind("address", by.address())
        .bind("userAgent", by.userAgent())
        .bind("subjectKind", event.subject().kind())
        .bind("subjectId", event.subject().id())
        .bind("subjectPath", event.subject().path())
        .bind("details", Details.write(event.details()))
        .execute();
  }
}
