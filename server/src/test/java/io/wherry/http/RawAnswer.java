package io.wherry.http;

import java.util.List;
import java.util.Optional;

/**
 * One answer as it came.
 *
 * @param head status line and headers
 */
public record RawAnswer(String head, String body) {

  public int status() {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The value of a header that may be there once. */
  public Optional<String> header(String name) {
    List<String> values =
        head.lines()
            .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
            .map(line -> line.substring(name.length() + 1).strip())
            .toList();
    if (values.size() > 1) {
      throw new AssertionError(name + " stands there more than once: " + values);
    }
    return values.stream().findFirst();
  }
}
