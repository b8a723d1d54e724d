package io.wherry.namespace;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The full path of a group or project, such as {@code acme/tools/app}: one or more valid names,
 * outermost first, to any depth within {@value #MAX_LENGTH} characters.
 *
 * <p>Paths keep the case they were given and are compared without it: two paths with the same
 * {@link #key()} are the same place.
 */
public record NamespacePath(List<String> segments) {
  /** Long enough for any real hierarchy, short enough for a request line. */
  public static final int MAX_LENGTH = 1024;

  public NamespacePath {
    segments = List.copyOf(segments);
    if (segments.isEmpty()) {
      throw new ProblemException(Problem.INVALID, "a path needs at least one name");
    }
    segments.forEach(NamespaceName::check);
    NamespaceName.checkTopLevel(segments.get(0));
    if (String.join("/", segments).length() > MAX_LENGTH) {
      throw new ProblemException(
          Problem.INVALID, "the path is longer than " + MAX_LENGTH + " characters");
    }
  }

  /** Reads {@code a/b/c}. Throws {@code INVALID} naming the first name that is not allowed. */
  public static NamespacePath parse(String text) {
    return new NamespacePath(Arrays.asList(text.split("/", -1)));
  }

  /**
   * The form in which paths are compared: ASCII letters in lower case. Takes any text, so that a
   * path from a request can be looked up without being valid; other letters are left alone, because
   * some of them fold into ASCII ones.
   */
  public static String key(String path) {
    var folded = new StringBuilder(path.length());
    path.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + 32 : c)));
    return folded.toString();
  }

  public String key() {
    return key(toString());
  }

  /** The last segment. */
  public String name() {
    return segments.get(segments.size() - 1);
  }

  /** The path of the enclosing group; empty at the top level. */
  public Optional<NamespacePath> parent() {
    return segments.size() == 1
        ? Optional.empty()
        : Optional.of(new NamespacePath(segments.subList(0, segments.size() - 1)));
  }

  /** The path of what has that name directly inside. */
  public NamespacePath child(String name) {
    return new NamespacePath(Stream.concat(segments.stream(), Stream.of(name)).toList());
  }

  @Override
  public String toString() {
    return String.join("/", segments);
  }
}
