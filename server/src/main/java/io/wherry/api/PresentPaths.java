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

  private static void refuseFormer(Exchange exchange) {
    refuseFormer(
        PlaceRefs.of(exchange.variable("id")), exchange.grant().decision().namespace().path());
  }

  /** After the decision, so that only those are told who may know where it is. */
  static void refuseFormer(NamespaceRef ref, NamespacePath today) {
    if (ref instanceof NamespaceRef.ByPath named
        && !NamespacePath.key(named.path()).equals(today.key())) {
      throw new ProblemException(
          Problem.NOT_ALLOWED,
          named.path() + " has moved to " + today + ": its former path only reads");
    }
  }
}
