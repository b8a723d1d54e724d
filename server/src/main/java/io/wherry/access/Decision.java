package io.wherry.access;

import io.wherry.namespace.Project;

/** The answer to one request. */
public sealed interface Decision {

  /** For log lines. */
  Actor actor();

  /** The project is the one that was decided about: handlers use it, never the URL. */
  record Granted(Actor actor, Project project) implements Decision {}

  /** The actor is anonymous where the credentials proved nothing. */
  record Denied(Reason reason, Actor actor) implements Decision {}
}
