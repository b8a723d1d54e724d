package io.wherry.namespace;

/** How a request names a group or project that may not exist. */
public sealed interface NamespaceRef {

  record ById(long id) implements NamespaceRef {}

  /**
   * A path as it was sent, not necessarily valid. A former path of a moved namespace names it until
   * that path is used again.
   */
  record ByPath(String path) implements NamespaceRef {}
}
