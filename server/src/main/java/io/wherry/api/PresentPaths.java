package io.wherry.api;

import io.wherry.http.Exchange;
import io.wherry.http.Requirement;
import io.wherry.http.Route;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceRef;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;

/** Former paths are for reading: a change that followed one would change what nobody named. */
final class PresentPaths {
  private PresentPaths() {}

  /** The same route, or one that refuses former paths. */
  static Route forChanges(Route route) {
    boolean changes = !route.method().equals("GET");
    return changes && route.requirement() instanceof Requirement.OnId
        ? new Route(
            route.method(),
            route.pattern(),
            route.requirement(),
            exchange -> {
              refuseFormer(exchange);
              route.handler().handle(exchange);
            })
        : route;
  }

  /** After the decision, so that only those are told who may know where it is. */
  private static void refuseFormer(Exchange exchange) {
    String named = exchange.variable("id");
    NamespacePath today = exchange.grant().decision().namespace().path();
    boolean byPath = PlaceRefs.of(named) instanceof NamespaceRef.ByPath;
    if (byPath && !NamespacePath.key(named).equals(today.key())) {
      throw new ProblemException(
          Problem.NOT_ALLOWED, named + " has moved to " + today + ": its former path only reads");
    }
  }
}
