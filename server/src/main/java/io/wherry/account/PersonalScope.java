package io.wherry.account;

import io.wherry.permission.Action;
import io.wherry.permission.Area;
import io.wherry.permission.Permission;
import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a personal token may be used for, of all that its person may do. */
public enum PersonalScope {
  /** Everything. */
  API,
  /** Reading by the API, and nothing by Git. */
  READ_API,
  /** Clone and fetch by Git. */
  READ_REPOSITORY,
  /** Clone, fetch and push by Git, also to where no project is yet. */
  WRITE_REPOSITORY;

  public boolean allows(Permission permission) {
    boolean git = permission.area() == Area.REPOSITORY || permission.area() == Area.NEW_REPOSITORY;
    boolean reading = permission.action() == Action.READ;
    return switch (this) {
      case API -> true;
      case READ_API -> !git && reading;
      case READ_REPOSITORY -> git && reading;
      case WRITE_REPOSITORY -> git;
    };
  }

  /** Reads API names. Throws {@code MALFORMED} for an unknown one. */
  public static Set<PersonalScope> parse(Iterable<String> names) {
    var scopes = EnumSet.noneOf(PersonalScope.class);
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

  /** The name in the API, such as {@code read_api}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
