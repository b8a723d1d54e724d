package io.wherry.api;

import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.By;
import io.wherry.audit.Subject;
import java.util.Optional;

/** What happened, as clients read it. */
final class AuditJson {
  /** Deploy tokens and the command line are nobody, and told apart by numbers below zero. */
  private static final long DEPLOY_TOKEN = -2;

  private static final long COMMAND_LINE = -3;

  private AuditJson() {}

  static Json.Fields of(AuditEntry entry) {
    AuditEvent event = entry.event();
    return Json.object("id", entry.id())
        .with("author_id", authorId(event.by()))
        .with("entity_id", event.subject().id())
        .with("entity_type", AuditEntity.typeOf(event.subject().kind()))
        .with("event_name", event.type())
        .with("details", details(event))
        .with("created_at", Json.time(event.at()));
  }

  private static long authorId(By by) {
    return switch (by.kind()) {
      case USER -> by.id();
      case DEPLOY_TOKEN -> DEPLOY_TOKEN;
      case COMMAND_LINE -> COMMAND_LINE;
    };
  }

  private static String authorClass(By by) {
    return switch (by.kind()) {
      case USER -> "User";
      case DEPLOY_TOKEN -> "DeployToken";
      case COMMAND_LINE -> "CommandLine";
    };
  }

  /** Of names that the event has as well, ours count. */
  private static Json.Fields details(AuditEvent event) {
    By by = event.by();
    Json.Fields fields =
        Json.object("author_name", by.name())
            .with("author_class", authorClass(by))
            .with("target_id", targetId(event))
            .with("entity_path", event.subject().path())
            .with("ip_address", by.address())
            .with("user_agent", by.userAgent());
    if (by.kind() == By.Kind.DEPLOY_TOKEN) {
      fields.with("deploy_token_id", by.id());
    }
    event.details().forEach(fields::putIfAbsent);
    return fields;
  }

  /** The token or member that something was done to, in the place or to the person named. */
  private static long targetId(AuditEvent event) {
    Subject subject = event.subject();
    return Optional.ofNullable(event.details().get("token_id"))
        .or(() -> Optional.ofNullable(event.details().get("user_id")))
        .map(Long::valueOf)
        .orElse(subject.id());
  }
}
