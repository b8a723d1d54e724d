package io.wherry.repository.importing;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads paths as fast-export writes them: bare, or in quotes with the escapes of C. A path is the
 * list of its names, one char for one byte; that of the root is empty.
 */
final class StreamPaths {
  private static final int LONGEST = 4096;
  private static final Pattern ESCAPE = Pattern.compile("\\\\([abtnvfr\"\\\\]|[0-3][0-7]{2}|)");
  private static final String LETTERS = "abtnvfr\"\\";
  private static final String MEANINGS = "\007\b\t\n\013\f\r\"\\";

  private final FastImportReader in;

  /** The reader is asked for messages only. */
  StreamPaths(FastImportReader in) {
    this.in = in;
  }

  /** What a rename or a copy names. */
  record Pair(List<String> from, List<String> to) {}

  List<String> one(String text) {
    return text.startsWith("\"") ? quoted(text) : names(text);
  }

  Pair two(String text) {
    int end = text.startsWith("\"") ? endOfQuotes(text) : text.indexOf(' ');
    if (end < 0 || end >= text.length() || text.charAt(end) != ' ') {
      throw in.invalid("not two paths: " + text);
    }
    return new Pair(one(text.substring(0, end)), one(text.substring(end + 1)));
  }

  private List<String> quoted(String text) {
    int end = endOfQuotes(text);
    if (end != text.length()) {
      throw in.invalid("not a quoted path: " + text);
    }
    Matcher escapes = ESCAPE.matcher(text.substring(1, end - 1));
    return names(escapes.replaceAll(escape -> Matcher.quoteReplacement(meaning(escape))));
  }

  private int endOfQuotes(String text) {
    int at = 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at < text.length() ? at + 1 : -1;
  }

  private String meaning(MatchResult escape) {
    String code = escape.group(1);
    if (code.isEmpty()) {
      throw in.invalid("unknown escape in a path");
    }
    int letter = LETTERS.indexOf(code);
    return String.valueOf(letter < 0 ? (char) Integer.parseInt(code, 8) : MEANINGS.charAt(letter));
  }

  private List<String> names(String path) {
    if (path.isEmpty()) {
      return List.of();
    }
    List<String> names = List.of(path.split("/", -1));
    if (path.length() > LONGEST || path.indexOf('\0') >= 0 || names.contains("")) {
      throw in.invalid("not a path: " + path);
    }
    return names;
  }
}
