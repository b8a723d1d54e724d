package io.wherry.log;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.util.CachingDateFormatter;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * A line for each event: its instant in UTC, its level, who says it, and what; then the lines of an
 * exception. Masks secrets in all of it and keeps control characters out. A pattern would say the
 * same more briefly, but to read it Logback loads all that may stand in one, at every start.
 */
public final class RedactingLayout extends LayoutBase<ILoggingEvent> {
  private static final Pattern LINE_BREAKS = Pattern.compile("[\r\n]+");
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\n\t]]");
  private static final int LOGGER_LENGTH = 20;

  private final CachingDateFormatter instants =
      new CachingDateFormatter("yyyy-MM-dd'T'HH:mm:ss.SSSX", ZoneOffset.UTC);
  private final TargetLengthBasedClassNameAbbreviator loggers =
      new TargetLengthBasedClassNameAbbreviator(LOGGER_LENGTH);

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder(instants.format(event.getTimeStamp()));
    line.append(' ').append(event.getLevel());
    line.append(event.getLevel().levelStr.length() < 5 ? "  " : " ");
    line.append(loggers.abbreviate(event.getLoggerName())).append(' ');
    line.append(LINE_BREAKS.matcher(String.valueOf(event.getFormattedMessage())).replaceAll(" "));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return CONTROL.matcher(Redaction.of(line.toString())).replaceAll("?");
  }
}
