package io.wherry.account;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What somebody is in a group or project, and in everything below it; each is more than the one
 * before.
 */
public enum Role {
  GUEST(10),
  REPORTER(20),
  DEVELOPER(30),
  MAINTAINER(40),
  OWNER(50);

  private final int level;

  Role(int level) {
    this.level = level;
  }

  /** The number that the API has for it. */
  public int level() {
    return level;
  }

  public boolean isAtLeast(Role other) {
    return level >= other.level;
  }

  /** Throws {@code MALFORMED} for a number that stands for no role. */
  public static Role of(int level) {
    return Arrays.stream(values())
        .filter(role -> role.level == level)
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.MALFORMED, "access_level does not have a valid value"));
  }

  /** Reads a lower-case name. Throws {@code MALFORMED} for anything else. */
  public static Role parse(String text) {
    return Arrays.stream(values())
        .filter(role -> role.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.MALFORMED,
                    "role \""
                        + text
                        + "\" is none of "
                        + Arrays.stream(values())
                            .map(Role::toString)
                            .collect(Collectors.joining(", "))));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
