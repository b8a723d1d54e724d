package io.wherry.http;

import java.util.regex.Pattern;

/** Takes secrets out of text that is about to be written to a log. */
public final class Redaction {
  private static final String MASK = "[secret]";

  /** Token values, also with their dashes percent- or shell-escaped. */
  private static final Pattern TOKEN =
      Pattern.compile("(?i)gl(dt|pat)(-|%2d|\\\\-)([\\w-]|%2d|%5f|\\\\-){10,}");

  /** The user information of a URL. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]+@");

  /** The values of headers and parameters that carry secrets. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)((?:proxy-)?authorization|cookie|(?:deploy|private|job|access|bearer)[-_]token"
              + "|x-nuget-apikey|token|password)(\\s*[:=]\\s*)((?:basic|bearer)\\s+)?[^\\s&,;\"]+");

  private Redaction() {}

  /** The text with every secret it is known to contain masked. */
  public static String of(String text) {
    String masked = TOKEN.matcher(text).replaceAll(MASK);
    masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
    return FIELD.matcher(masked).replaceAll("$1$2" + MASK);
  }
}
