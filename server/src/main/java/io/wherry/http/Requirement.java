package io.wherry.http;

import io.wherry.access.Resource;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.util.Map;
import java.util.Optional;

/** What a request must be granted before its handler is called. Every route has one. */
public sealed interface Requirement {

  /** An action upon an area of the project that a path variable names. */
  record On(Area area, Action action, String variable) implements Requirement {
    Resource resource(Map<String, String> variables) {
      String path = Optional.ofNullable(variables.get(variable)).orElseThrow();
      return new Resource(area, new NamespaceRef.ByPath(path));
    }

    @Override
    public String toString() {
      return action + " on " + area + " of {" + variable + "}";
    }
  }

  /** Nothing, for the reason given. */
  record Open(String reason) implements Requirement {
    @Override
    public String toString() {
      return "open: " + reason;
    }
  }
}
