package io.wherry.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests a route is for: {@code {name}} stands for one segment of the path, {@code {name+}}
 * for one or more. What follows a {@code ?} must be the query to the letter; without it any query
 * matches.
 *
 * <p>Matches the path as it was sent and decodes the variables afterwards, so that an encoded slash
 * stays inside its segment.
 */
public final class PathPattern {
  private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)(\\+?)}");

  private final String text;
  private final String query;
  private final Pattern regex;
  private final List<String> names = new ArrayList<>();
  private final int literalness;

  public PathPattern(String text) {
    this.text = text;
    int mark = text.indexOf('?');
    this.query = mark < 0 ? "" : text.substring(mark + 1);
    this.regex = compile(mark < 0 ? text : text.substring(0, mark));
    this.literalness = VARIABLE.matcher(text).replaceAll("").length();
  }

  private Pattern compile(String path) {
    var result = new StringBuilder();
    Matcher variables = VARIABLE.matcher(path);
    int end = 0;
    while (variables.find()) {
      result.append(Pattern.quote(path.substring(end, variables.start())));
      result.append(variables.group(2).isEmpty() ? "([^/]+)" : "(.+)");
      names.add(variables.group(1) + variables.group(2));
      end = variables.end();
    }
    return Pattern.compile(result.append(Pattern.quote(path.substring(end))).toString());
  }

  /**
   * The variables, decoded, or empty where the request is another kind. Throws {@code INVALID} for
   * an encoded slash in a variable of several segments.
   */
  Optional<Map<String, String>> match(RawPath path, String requestQuery) {
    if (!query.isEmpty() && !query.equals(requestQuery)) {
      return Optional.empty();
    }
    Matcher matcher = regex.matcher(path.text());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var variables = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String value = String.valueOf(matcher.group(i + 1));
      if (name.endsWith("+")) {
        variables.put(name.substring(0, name.length() - 1), RawPath.decodeSegments(value));
      } else {
        variables.put(name, RawPath.decode(value));
      }
    }
    return Optional.of(variables);
  }

  /** How much of the pattern is spelt out: of two that match, the more literal one is meant. */
  int literalness() {
    return literalness;
  }

  @Override
  public String toString() {
    return text;
  }
}
