package io.wherry.namespace;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;

/** Who may read a project without being given access to it. */
public enum Visibility {
  /** Nobody. */
  PRIVATE,
  /** Every signed-in person; a deploy token is not a person. */
  INTERNAL,
  /** Everybody. */
  PUBLIC;

  /** Reads the lower-case name. Throws {@code INVALID} for anything else. */
  public static Visibility parse(String text) {
    return Arrays.stream(values())
        .filter(visibility -> visibility.toString().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.INVALID,
                    "visibility \"" + text + "\" is none of private, internal, public"));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
