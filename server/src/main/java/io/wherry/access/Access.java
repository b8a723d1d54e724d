package io.wherry.access;

import io.wherry.permission.Action;

/** The one decision of the server; nothing about it is remembered between two requests. */
public interface Access {

  /** Whether whoever presents the credentials may do this, and if not, why not. */
  Decision decide(Credentials credentials, Resource resource, Action action);
}
