package io.wherry.api;

import io.wherry.audit.AuditEntry;
import io.wherry.audit.AuditLog;
import io.wherry.audit.AuditQuery;
import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.page.Page;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * What happened on the instance, for administrators.
 *
 * @see <a href="https://docs.gitlab.com/api/audit_events/">GitLab's audit events API</a>
 */
public final class AuditRoutes {
  private static final String LIST = Routes.BASE + "/audit_events";

  private final AuditLog audit;

  public AuditRoutes(AuditLog audit) {
    this.audit = audit;
  }

  public List<Route> ofInstance() {
    var read = new Requirement.OfInstance(Area.AUDIT, Action.READ);
    return List.of(
        Route.get(LIST, read, this::list), Route.get(LIST + "/{event}", read, this::show));
  }

  private void list(Exchange exchange) throws IOException {
    Parameters parameters = ParameterReader.query(exchange);
    Page<AuditEntry> page = audit.list(query(parameters), Paging.request(parameters));
    exchange.answer(Paging.answer(exchange, page.map(AuditJson::of)));
  }

  private static AuditQuery query(Parameters parameters) {
    OptionalLong subject = parameters.number("entity_id");
    if (subject.isPresent()) {
      // People and places are counted apart: the id alone names nothing.
      parameters.require("entity_type");
    }
    Instant before = parameters.time("created_before").orElse(Instant.MAX);
    return new AuditQuery(
        parameters.text("entity_type").map(AuditEntity::kindOf).orElse(""),
        subject.orElse(0),
        parameters.time("created_after").orElse(Instant.EPOCH),
        before.equals(Instant.MAX) ? before : before.plusMillis(1));
  }

  private void show(Exchange exchange) throws IOException {
    AuditEntry entry =
        audit
            .find(Parameters.number("id", exchange.variable("event")))
            .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "Audit Event Not Found"));
    exchange.answer(Json.answer(200, AuditJson.of(entry)));
  }
}
