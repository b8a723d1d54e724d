package io.wherry.store.sql;

import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditLog;
import io.wherry.audit.AuditQuery;
import io.wherry.audit.By;
import io.wherry.audit.Subject;
import io.wherry.page.Page;
import io.wherry.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** What happened, as rows. */
public final class SqlAuditLog implements AuditLog {
  private final SqlDatabase database;

  public SqlAuditLog(SqlDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Collection<AuditEvent> events) {
    if (!events.isEmpty()) {
      database.write(
          handle -> {
            events.forEach(event -> AuditRows.insert(handle, event));
            return events.size();
          });
    }
  }

  @Override
  public void forget(String type, Instant before) {
    database.write(
        handle ->
            handle
                .createUpdate("delete from audit_event where type = :type and at < :before")
                .bind("type", type)
                .bind("before", before.toEpochMilli())
                .execute());
  }

  @Override
  public Page<AuditEntry> list(AuditQuery query, PageRequest page) {
    String condition =
        "at >= :from and at < :until"
            + (query.kind().isEmpty() ? "" : " and subject_kind = :kind")
            + (query.subjectId() == 0 ? "" : " and subject_id = :subject");
    var list = new Listing("audit_event", condition, "id desc");
    Map<String, Object> values =
        Map.of(
            "from", millis(query.from()),
            "until", millis(query.until()),
            "kind", query.kind(),
            "subject", query.subjectId());
    return database.read(handle -> list.page(handle, values, page, SqlAuditLog::read));
  }

  @Override
  public Optional<AuditEntry> find(long id) {
    return database.read(
        handle ->
            handle
                .createQuery("select * from audit_event where id = :id")
                .bind("id", id)
                .map(SqlAuditLog::read)
                .findOne());
  }

  /** Instants that no row can have come to the ends of what a number can hold. */
  private static long millis(Instant instant) {
    if (instant.equals(Instant.MAX)) {
      return Long.MAX_VALUE;
    }
    return instant.toEpochMilli();
  }

  private static AuditEntry read(ResultSet row, StatementContext context) throws SQLException {
    By.Kind kind = By.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT));
    var by =
        new By(
            kind,
            row.getLong("actor_id"),
            row.getString("actor_name"),
            row.getString("address"),
            row.getString("user_agent"));
    var subject =
        new Subject(
            row.getString("subject_kind"),
            row.getLong("subject_id"),
            row.getString("subject_path"));
    return new AuditEntry(
        row.getLong("id"),
        new AuditEvent(
            Instant.ofEpochMilli(row.getLong("at")),
            by,
            row.getString("type"),
            subject,
            Details.read(row.getString("details"))));
  }
}
