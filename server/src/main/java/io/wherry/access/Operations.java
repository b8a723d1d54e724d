package io.wherry.access;

import io.wherry.access.Actor.TokenActor;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.audit.AuditEvent;
import io.wherry.audit.AuditLog;
import io.wherry.audit.By;
import io.wherry.token.DeployToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Collects what deploy tokens do with repositories, for the audit, so that no request waits for a
 * write: one event a minute for each token, project and address, however many requests a clone
 * takes. What was noted since the last {@link #flush} is lost in a crash. Thread-safe.
 */
public final class Operations {
  /** The type of these events. */
  public static final String TYPE = "repository_git_operation";

  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  private final Set<Operation> known = ConcurrentHashMap.newKeySet();
  private final Queue<AuditEvent> pending = new ConcurrentLinkedQueue<>();

  private record Operation(long tokenId, long projectId, String address, long minute) {}

  void note(GrantedIn granted, TokenActor actor, Credentials from, Instant at) {
    DeployToken token = actor.token();
    long project = granted.namespace().id();
    long minute = at.toEpochMilli() / MINUTE;
    if (known.add(new Operation(token.id(), project, from.address(), minute))) {
      var by =
          new By(
              By.Kind.DEPLOY_TOKEN,
              token.id(),
              token.draft().name(),
              from.address(),
              from.userAgent());
      pending.add(
          AuditEvent.of(at, by, TYPE, granted.namespace().subject())
              .with("protocol", "http")
              .with("action", "git-upload-pack"));
    }
  }

  /** Writes what was noted; called from time to time and before the server stops. */
  public void flush(AuditLog log, Instant now) {
    List<AuditEvent> events = new ArrayList<>(pending);
    log.add(events);
    events.forEach(event -> pending.poll());
    long minute = now.toEpochMilli() / MINUTE;
    known.removeIf(operation -> operation.minute() < minute);
  }
}
