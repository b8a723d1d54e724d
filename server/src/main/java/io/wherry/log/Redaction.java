package io.wherry.log;

import java.util.regex.Pattern;

/** Takes secrets out of text that is about to be written to a log. */
public final class Redaction {
  private static final String MASK = "[secret]";

  /**
   * Token values, also percent- or shell-escaped. A repeated class of characters, because repeating
   * alternatives would overflow the stack on a long line.
   */
  private static final Pattern TOKEN =
      Pattern.compile("(?i)gl(?:dt|pat)(?:-|%(?:25)*2d|\\\\-)[\\w%\\\\-]{10,}");

  /** The user information of a URL, up to the last {@code @}: a password may contain another. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/?#\\s]+@");

  /** All cookies of a header: their names tell nothing about which is secret. */
  private static final Pattern COOKIES = Pattern.compile("(?i)(cookie\\s*:\\s*)[^\\r\\n]+");

  /** The values of headers and parameters that carry secrets. */
  private static final Pattern FIELD =
      Pattern.compile(
          "(?i)((?:proxy-)?authorization|(?:deploy|private|job|access|bearer)[-_]token"
              + "|x-nuget-apikey|token|password)(\"?\\s*[:=]\\s*[\\[\"]?)"
              + "((?:basic|bearer|token)\\s+)?[^\\s&\"]+");

  private Redaction() {}

  /** The text with every secret it is known to contain masked. */
  public static String of(String text) {
    String masked = TOKEN.matcher(text).replaceAll(MASK);
    masked = USER_INFO.matcher(masked).replaceAll("$1" + MASK + "@");
    masked = COOKIES.matcher(masked).replaceAll("$1" + MASK);
    return FIELD.matcher(masked).replaceAll("$1$2" + MASK);
  }
}
