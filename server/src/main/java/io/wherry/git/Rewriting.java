package io.wherry.git;

import io.wherry.access.Decision.Granted;
import io.wherry.access.Decision.GrantedIn;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import jakarta.servlet.ServletRequest;
import java.util.function.BooleanSupplier;

/**
 * Whether a push may undo what others have pushed: that is a permission of its own, and never comes
 * with that to push.
 */
final class Rewriting {
  private static final String ALLOWED = Rewriting.class.getName();

  private Rewriting() {}

  /** Lets it be asked for this request, which was granted to push. */
  static void attach(Exchange exchange) {
    long project = exchange.grant().decision().project().id();
    var here = Resource.project(Area.REPOSITORY, new NamespaceRef.ById(project));
    BooleanSupplier allowed =
        () ->
            exchange.ask(here, Action.MANAGE) instanceof Granted
                || (exchange.ask(here, Action.WRITE) instanceof GrantedIn in
                    && in.project().features().rewriting());
    exchange.request().setAttribute(ALLOWED, allowed);
  }

  /** Decided anew at each call. */
  static BooleanSupplier of(ServletRequest request) {
    return request.getAttribute(ALLOWED) instanceof BooleanSupplier allowed ? allowed : () -> false;
  }
}
