package io.wherry.access;

import io.wherry.namespace.Kind;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Area;

/** What is asked for; it need not exist. */
public sealed interface Resource {
  Area area();

  /** An area of a project or group. */
  record In(Area area, Kind kind, NamespaceRef place) implements Resource {}

  /** An area of the instance as a whole. */
  record OfInstance(Area area) implements Resource {}

  static Resource project(Area area, NamespaceRef place) {
    return new In(area, Kind.PROJECT, place);
  }

  static Resource group(Area area, NamespaceRef place) {
    return new In(area, Kind.GROUP, place);
  }

  static Resource instance(Area area) {
    return new OfInstance(area);
  }
}
