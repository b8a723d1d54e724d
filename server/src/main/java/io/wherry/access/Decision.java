package io.wherry.access;

import io.wherry.namespace.Group;
import io.wherry.namespace.Namespace;
import io.wherry.namespace.Project;

/** The answer to one request. */
public sealed interface Decision {

  /** For log lines. */
  Actor actor();

  /** It is granted. */
  sealed interface Granted extends Decision {}

  /** The namespace is the one that was decided about: handlers use it, never the URL. */
  record GrantedIn(Actor actor, Namespace namespace) implements Granted {

    /** Throws {@link ClassCastException} where it was decided about a group. */
    public Project project() {
      return (Project) namespace;
    }

    /** Throws {@link ClassCastException} where it was decided about a project. */
    public Group group() {
      return (Group) namespace;
    }
  }

  /** Something of the instance as a whole. */
  record GrantedOfInstance(Actor actor) implements Granted {}

  /** The actor is anonymous where the credentials proved nothing. */
  record Denied(Reason reason, Actor actor) implements Decision {}
}
