package io.wherry.api;

import io.wherry.account.Role;
import io.wherry.namespace.About;
import io.wherry.namespace.Kind;
import io.wherry.namespace.NamespacePath;
import io.wherry.namespace.NamespaceQuery;
import io.wherry.namespace.NamespaceQuery.Depth;
import io.wherry.namespace.NamespaceQuery.Order;
import io.wherry.namespace.Visibility;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Parameters that groups and projects have in common. */
final class PlaceParameters {
  private static final int LONGEST_NAME = 255;

  private PlaceParameters() {}

  static Visibility visibility(Parameters parameters, Visibility standard) {
    return parameters.given("visibility", PlaceParameters::visibility).orElse(standard);
  }

  private static Visibility visibility(String text) {
    try {
      return Visibility.parse(text);
    } catch (ProblemException e) {
      throw new ProblemException(Problem.MALFORMED, "visibility does not have a valid value");
    }
  }

  static About about(Parameters parameters, About standard) {
    return new About(
        parameters.given("name", text -> text).orElse(standard.name()),
        parameters.given("description", text -> text).orElse(standard.description()));
  }

  /** The last name of the path: as it was given, or made from the name that people read. */
  static String pathName(Parameters parameters) {
    return parameters
        .text("path")
        .or(() -> parameters.text("name").map(PlaceParameters::slug))
        .orElseThrow(() -> new ProblemException(Problem.MALFORMED, "name is missing"));
  }

  /** Of a name that is not too long to be one: expressions take their time with long texts. */
  private static String slug(String name) {
    if (name.length() > LONGEST_NAME) {
      throw new ProblemException(
          Problem.INVALID, "name is longer than " + LONGEST_NAME + " characters");
    }
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9_.-]+", "-")
        .replaceAll("^[-.]+|[-.]+$", "");
  }

  /** Another name in the same place. */
  static UnaryOperator<NamespacePath> renamed(String name) {
    return path -> below(path.parent(), name);
  }

  /** Takes a name and nothing else: a path with a slash would lead to where nobody was asked. */
  static NamespacePath below(Optional<NamespacePath> parent, String name) {
    return parent.isEmpty() ? new NamespacePath(List.of(name)) : parent.get().child(name);
  }

  /**
   * Which groups or projects are to be listed.
   *
   * @param within the group that they lie in; 0 for anywhere
   */
  static NamespaceQuery query(Parameters parameters, Kind kind, long within, Depth depth) {
    return new NamespaceQuery(
        kind,
        within,
        depth,
        parameters.text("search").orElse(""),
        leastRole(parameters),
        order(parameters, kind));
  }

  private static int leastRole(Parameters parameters) {
    OptionalLong least = parameters.number("min_access_level");
    if (least.isPresent()) {
      return Role.of((int) Math.min(least.getAsLong(), Integer.MAX_VALUE)).level();
    }
    if (parameters.isSet("owned")) {
      return Role.OWNER.level();
    }
    return parameters.isSet("membership") ? Role.GUEST.level() : 0;
  }

  /** As GitLab does: the newest projects first, groups by name. */
  private static Order order(Parameters parameters, Kind kind) {
    Order.By by =
        switch (parameters.text("order_by").orElse(kind == Kind.GROUP ? "name" : "created_at")) {
          case "name" -> Order.By.NAME;
          case "path" -> Order.By.PATH;
          case "id", "created_at", "updated_at", "last_activity_at", "similarity" -> Order.By.ID;
          default ->
              throw new ProblemException(Problem.MALFORMED, "order_by does not have a valid value");
        };
    boolean descending =
        switch (parameters.text("sort").orElse(kind == Kind.GROUP ? "asc" : "desc")) {
          case "asc" -> false;
          case "desc" -> true;
          default ->
              throw new ProblemException(Problem.MALFORMED, "sort does not have a valid value");
        };
    return new Order(by, descending);
  }
}
