package io.wherry.api;

import io.wherry.access.Actor.UserActor;
import io.wherry.account.User;
import io.wherry.http.Exchange;

/** Who asks, on routes that are for people only. */
final class Asker {
  private Asker() {}

  /** Throws {@link IllegalStateException} where the route let in somebody else than a person. */
  static UserActor of(Exchange exchange) {
    if (exchange.actor() instanceof UserActor known) {
      return known;
    }
    throw new IllegalStateException("the route is not for people only");
  }

  static User user(Exchange exchange) {
    return of(exchange).user();
  }

  static boolean isAdministrator(Exchange exchange) {
    return user(exchange).administrator();
  }
}
