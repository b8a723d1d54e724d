package io.wherry.git;

import io.wherry.access.Decision.Granted;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import jakarta.servlet.ServletRequest;
import java.util.function.BooleanSupplier;

/** Whether somebody whose push was let in may still push when it has come, which can take hours. */
final class RightToPush {
  private static final String ATTRIBUTE = RightToPush.class.getName();

  private RightToPush() {}

  /** Lets it be asked for this request, which was granted to push. */
  static void attach(Exchange exchange) {
    long project = exchange.grant().decision().project().id();
    var here = Resource.project(Area.REPOSITORY, new NamespaceRef.ById(project));
    BooleanSupplier left = () -> exchange.ask(here, Action.WRITE) instanceof Granted;
    exchange.request().setAttribute(ATTRIBUTE, left);
  }

  /** Decided anew at each call. */
  static BooleanSupplier of(ServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof BooleanSupplier left) {
      return left;
    }
    throw new IllegalStateException("nothing was granted");
  }
}
