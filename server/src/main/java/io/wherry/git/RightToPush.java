package io.wherry.git;

import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;
import io.wherry.access.Resource;
import io.wherry.http.Exchange;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** Whether somebody whose push was let in may still push when it has come, which can take hours. */
@FunctionalInterface
interface RightToPush {

  /** Why it is lost; empty where it is not. Decided anew at each call. */
  Optional<String> loss();

  /** Lets it be asked for this request, which was granted to push. */
  static void attach(Exchange exchange) {
    long project = exchange.grant().decision().project().id();
    var here = Resource.project(Area.REPOSITORY, new NamespaceRef.ById(project));
    RightToPush right =
        () ->
            exchange.ask(here, Action.WRITE) instanceof Denied denied
                ? Optional.of(words(denied.reason()))
                : Optional.empty();
    exchange.request().setAttribute(RightToPush.class.getName(), right);
  }

  private static String words(Reason reason) {
    return reason == Reason.NO_SUCH_PLACE ? GitErrors.DELETED : "you may not push here any more";
  }

  static RightToPush of(ServletRequest request) {
    if (request.getAttribute(RightToPush.class.getName()) instanceof RightToPush right) {
      return right;
    }
    throw new IllegalStateException("nothing was granted");
  }
}
