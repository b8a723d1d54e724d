package io.wherry.secret;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The instant from which a token is no longer valid: the only definition of expiry there is. A bare
 * date means 00:00:00 UTC at the beginning of that day.
 */
public record Expiry(Instant instant) {
  public static final Expiry NEVER = new Expiry(Instant.MAX);

  /** Outside of the years with four digits clients cannot read a timestamp, nor rows keep it. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Pattern BASIC_OFFSET = Pattern.compile("(T.*[+-]\\d\\d)(\\d\\d)$");

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXXXX]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withChronology(IsoChronology.INSTANCE);

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** True from the instant itself on. */
  public boolean hasPassed(Instant now) {
    return !now.isBefore(instant);
  }

  public boolean isNever() {
    return equals(NEVER);
  }

  /** Later by that much; at the end of all years that clients can read it stays. */
  public Expiry plus(Duration duration) {
    return isNever() || duration.compareTo(Duration.between(instant, LAST)) > 0
        ? this
        : new Expiry(instant.plus(duration));
  }

  /** The instant, or that there is none. */
  @Override
  public String toString() {
    return isNever() ? "never" : instant.toString();
  }

  /**
   * Reads {@code 2030-01-31} or a timestamp such as {@code 2030-01-31T08:00:00Z}, with an offset in
   * either form or in UTC; an empty text is {@link #NEVER}. Parts of a millisecond are dropped.
   * Throws {@code MALFORMED} for anything else, years of more than four digits among it.
   */
  public static Expiry parse(String text) {
    try {
      if (text.isBlank()) {
        return NEVER;
      }
      Instant instant =
          text.contains("T")
              ? timestamp(text)
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
        throw new DateTimeException("a year of more than four digits");
      }
      return new Expiry(instant.truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.MALFORMED,
          "expires_at is invalid: give a date like 2030-01-31 or a timestamp like 2030-01-31T08:00:00Z");
    }
  }

  private static Instant timestamp(String text) {
    String extended = BASIC_OFFSET.matcher(text).replaceFirst("$1:$2");
    return TIMESTAMP.parseBest(extended, OffsetDateTime::from, LocalDateTime::from)
            instanceof OffsetDateTime time
        ? time.toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
