package io.wherry.http;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.regex.Pattern;

/** Masks secrets in whole log lines, stack traces included, and keeps control characters out. */
public final class RedactingLayout extends PatternLayout {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\n\t]]");

  @Override
  public String doLayout(ILoggingEvent event) {
    return CONTROL.matcher(Redaction.of(super.doLayout(event))).replaceAll("?");
  }
}
