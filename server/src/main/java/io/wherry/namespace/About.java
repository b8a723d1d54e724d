package io.wherry.namespace;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.regex.Pattern;

/**
 * What people read of a group or project; nothing is decided by it.
 *
 * @param name surrounding blanks are removed; not unique
 */
public record About(String name, String description) {
  private static final int MOST_NAME = 255;
  private static final int MOST_DESCRIPTION = 2000;

  /** Control characters, line separators, and those that turn the direction of text around. */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  public About {
    name = name.strip();
    if (name.isEmpty()) {
      throw new ProblemException(Problem.INVALID, "name can't be blank");
    }
    if (name.length() > MOST_NAME || CONTROL.matcher(name).find()) {
      throw new ProblemException(
          Problem.INVALID,
          "name has at most " + MOST_NAME + " characters and no control characters");
    }
    if (description.length() > MOST_DESCRIPTION) {
      throw new ProblemException(
          Problem.INVALID, "description has at most " + MOST_DESCRIPTION + " characters");
    }
  }

  /** What something is called that was only given a path. */
  public static About of(NamespacePath path) {
    return new About(path.name(), "");
  }
}
