package io.wherry.account;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.regex.Pattern;

/** The rules for what a person is called by and written to. */
final class Username {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,254}");
  private static final Pattern BAD_ENDING = Pattern.compile("(?i).*(\\.|\\.git|\\.atom)");
  private static final Pattern EMAIL = Pattern.compile("[!-?A-~]{1,64}@[!-?A-~]{1,189}");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");
  private static final int MOST_NAME = 255;

  private Username() {}

  static void check(String username) {
    if (!NAME.matcher(username).matches() || BAD_ENDING.matcher(username).matches()) {
      throw invalid(
          "username may use a-z, A-Z, 0-9, '_', '.', '-', begins with a letter, digit or '_', and"
              + " does not end with '.', .git or .atom");
    }
  }

  static void checkEmail(String email) {
    if (!EMAIL.matcher(email).matches()) {
      throw invalid("email is invalid");
    }
  }

  static void checkName(String name) {
    if (name.isBlank()) {
      throw invalid("name can't be blank");
    }
    if (name.length() > MOST_NAME || CONTROL.matcher(name).find()) {
      throw invalid("name has at most " + MOST_NAME + " characters and no control characters");
    }
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(Problem.INVALID, sentence);
  }
}
