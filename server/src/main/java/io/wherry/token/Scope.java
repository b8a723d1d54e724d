package io.wherry.token;

import static io.wherry.permission.Action.DELETE;
import static io.wherry.permission.Action.READ;
import static io.wherry.permission.Action.WRITE;

import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a deploy token may be allowed. The arguments are the whole table of permissions; the order
 * is the one in which every list of scopes is written.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is unmodifiable
public enum Scope {
  READ_REPOSITORY(Area.REPOSITORY, READ),
  READ_REGISTRY(Area.REGISTRY, READ),
  /** Does not include pulling: a push that looks first needs {@link #READ_REGISTRY} too. */
  WRITE_REGISTRY(Area.REGISTRY, WRITE),
  READ_PACKAGE_REGISTRY(Area.PACKAGES, READ),
  WRITE_PACKAGE_REGISTRY(Area.PACKAGES, READ, WRITE, DELETE),
  READ_VIRTUAL_REGISTRY(Area.PROXY, READ),
  WRITE_VIRTUAL_REGISTRY(Area.PROXY, READ, WRITE, DELETE);

  private final Area area;
  private final List<Action> actions;

  Scope(Area area, Action... actions) {
    this.area = area;
    this.actions = List.of(actions);
  }

  public boolean allows(Permission permission) {
    return area == permission.area() && actions.contains(permission.action());
  }

  /** The area this scope opens. */
  public Area area() {
    return area;
  }

  /** Whether any deploy token at all could have this permission. */
  public static boolean anyAllows(Permission permission) {
    return Arrays.stream(values()).anyMatch(scope -> scope.allows(permission));
  }

  /** Reads API names. Throws {@code MALFORMED} for an unknown one. */
  public static Set<Scope> parse(Iterable<String> names) {
    var scopes = EnumSet.noneOf(Scope.class);
    for (String name : names) {
      scopes.add(
          Arrays.stream(values())
              .filter(scope -> scope.toString().equals(name.strip()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ProblemException(
                          Problem.MALFORMED, "scopes does not have a valid value")));
    }
    return scopes;
  }

  /** The name in the API and on every page, such as {@code read_repository}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
