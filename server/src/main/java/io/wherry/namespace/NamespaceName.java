package io.wherry.namespace;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for one name in a path: what a URL, a file system and a client can all live with. */
final class NamespaceName {
  private static final int MAX_LENGTH = 255;

  /** ASCII only, so that no two names look alike and none begins like an option. */
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private static final Pattern BAD_ENDING = Pattern.compile(".*(\\.git|\\.wiki|\\.atom|\\.)");

  /** Names that Windows keeps for devices, whatever extension follows them. */
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  /** Words that follow a project or group in some URL. */
  private static final Set<String> RESERVED =
      Set.of("info", "git-upload-pack", "git-receive-pack", "gitlab-lfs", "dependency_proxy");

  /** First words of the server's own URLs. */
  private static final Set<String> RESERVED_AT_TOP =
      Set.of(
          "admin",
          "api",
          "assets",
          "dashboard",
          "explore",
          "favicon.ico",
          "groups",
          "health",
          "help",
          "jwt",
          "login",
          "projects",
          "robots.txt",
          "search",
          "users",
          "v1",
          "v2",
          "webjars");

  private NamespaceName() {}

  static void check(String name) {
    if (name.isEmpty()) {
      throw invalid("a path has no empty names");
    }
    if (name.length() > MAX_LENGTH) {
      throw invalid("a name has at most " + MAX_LENGTH + " characters");
    }
    if (!SHAPE.matcher(name).matches()) {
      throw invalid(
          "name "
              + quote(name)
              + " may use a-z, A-Z, 0-9, '_', '.', '-' and begins with a letter, digit or '_'");
    }
    String key = NamespacePath.key(name);
    if (BAD_ENDING.matcher(key).matches()) {
      throw invalid("name " + quote(name) + " may not end with '.', .git, .wiki or .atom");
    }
    if (RESERVED.contains(key) || DEVICE.matcher(key).matches()) {
      throw invalid("name " + quote(name) + " is reserved");
    }
  }

  static void checkTopLevel(String name) {
    if (RESERVED_AT_TOP.contains(NamespacePath.key(name))) {
      throw invalid("name " + quote(name) + " is reserved at the top level");
    }
  }

  private static ProblemException invalid(String sentence) {
    return new ProblemException(Problem.INVALID, sentence);
  }

  /** Keeps line breaks and control characters of a refused name out of the sentence about it. */
  private static String quote(String name) {
    return '"' + name.replaceAll("[^ -~]", "?") + '"';
  }
}
