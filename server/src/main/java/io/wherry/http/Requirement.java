package io.wherry.http;

import io.wherry.access.Resource;
import io.wherry.namespace.Kind;
import io.wherry.namespace.NamespaceRef;
import io.wherry.permission.Action;
import io.wherry.permission.Area;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a request must be granted before its handler is called. Every route has one. */
public sealed interface Requirement {

  /** An action upon something that the path names. */
  sealed interface Decided extends Requirement {
    Action action();

    Resource resource(Map<String, String> variables);
  }

  /** An action upon an area of the project whose path is a variable. */
  record On(Area area, Action action, String variable) implements Decided {
    @Override
    public Resource resource(Map<String, String> variables) {
      return Resource.project(area, new NamespaceRef.ByPath(value(variables, variable)));
    }

    @Override
    public String toString() {
      return action + " on " + area + " of {" + variable + "}";
    }
  }

  /** An action upon an area of the project or group whose id or path is the variable {@code id}. */
  record OnId(Area area, Action action, Kind kind) implements Decided {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    @Override
    public Resource resource(Map<String, String> variables) {
      String id = value(variables, "id");
      boolean number = NUMBER.matcher(id).matches();
      return new Resource.In(
          area,
          kind,
          number ? new NamespaceRef.ById(Long.parseLong(id)) : new NamespaceRef.ByPath(id));
    }

    @Override
    public String toString() {
      return action + " on " + area + " of " + kind + " {id}";
    }
  }

  /** An action upon an area of the instance as a whole. */
  record OfInstance(Area area, Action action) implements Decided {
    @Override
    public Resource resource(Map<String, String> variables) {
      return Resource.instance(area);
    }

    @Override
    public String toString() {
      return action + " on " + area + " of the instance";
    }
  }

  /** Nothing, for the reason given. */
  record Open(String reason) implements Requirement {
    @Override
    public String toString() {
      return "open: " + reason;
    }
  }

  /** What the handler asks for, because the path alone does not say it. */
  record InHandler(String what) implements Requirement {
    @Override
    public String toString() {
      return "decided in the handler: " + what;
    }
  }

  private static String value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }
}
