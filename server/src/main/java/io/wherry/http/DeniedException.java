package io.wherry.http;

import io.wherry.access.Actor;
import io.wherry.access.Decision.Denied;
import io.wherry.access.Reason;

/** Thrown by a handler that finds that what was granted is not there. */
public final class DeniedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Denied denied;

  DeniedException(Reason reason, Actor actor) {
    super(reason.name());
    this.denied = new Denied(reason, actor);
  }

  Denied denied() {
    return denied;
  }
}
