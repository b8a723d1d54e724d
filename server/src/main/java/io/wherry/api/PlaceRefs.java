package io.wherry.api;

import io.wherry.namespace.NamespaceRef;

/** How parameters name a group or project: by its id or by its path. */
final class PlaceRefs {
  private PlaceRefs() {}

  static NamespaceRef of(String text) {
    return text.matches("[0-9]{1,18}")
        ? new NamespaceRef.ById(Long.parseLong(text))
        : new NamespaceRef.ByPath(text);
  }
}
