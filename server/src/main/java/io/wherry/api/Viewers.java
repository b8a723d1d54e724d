package io.wherry.api;

import io.wherry.access.Actor;
import io.wherry.access.Actor.UserActor;
import io.wherry.account.User;
import io.wherry.http.Exchange;
import io.wherry.namespace.Viewer;
import java.util.Optional;

/** Who looks at what the API lists. */
final class Viewers {
  private Viewers() {}

  static Viewer of(Exchange exchange) {
    return user(exchange)
        .map(user -> new Viewer(user.id(), user.administrator()))
        .orElse(Viewer.ANYBODY);
  }

  /** Empty for nobody in particular. */
  static Optional<User> user(Exchange exchange) {
    Actor actor = exchange.actor();
    return actor instanceof UserActor known ? Optional.of(known.user()) : Optional.empty();
  }
}
