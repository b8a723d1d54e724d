package io.wherry.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/** Masks secrets in whole log lines, stack traces included, and keeps control characters out. */
public final class RedactingLayout extends PatternLayout {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]");

  @Override
  public String doLayout(ILoggingEvent event) {
    return CONTROL.matcher(Redaction.of(super.doLayout(event))).replaceAll("?");
  }
}
