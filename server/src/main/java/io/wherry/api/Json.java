package io.wherry.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wherry.http.Answer;
import io.wherry.secret.Expiry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes answers: objects and arrays of texts, numbers, truth values and nulls. */
final class Json {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  /** Made with the first answer, not at the start. */
  private static final class Writer {
    private static final ObjectMapper MAPPER = new ObjectMapper();
  }

  private Json() {}

  /** An object whose fields keep their order; what is absent is null. */
  static final class Fields extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;

    Fields with(String name, @Nullable Object value) {
      put(name, value);
      return this;
    }
  }

  static Fields object(String name, @Nullable Object value) {
    return new Fields().with(name, value);
  }

  static Answer answer(int status, Object document) {
    try {
      return new Answer(
          status, Map.of(), "application/json", Writer.MAPPER.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists are always JSON", e);
    }
  }

  /** In UTC with three digits of milliseconds: some clients read nothing else. */
  static String time(Instant instant) {
    return MILLISECONDS.format(instant);
  }

  /** The day in UTC; null for one that never comes. */
  static @Nullable String date(Expiry expiry) {
    return expiry.isNever() ? null : DAY.format(expiry.instant());
  }

  /** Null for one that never comes. */
  static @Nullable String time(Expiry expiry) {
    return expiry.isNever() ? null : time(expiry.instant());
  }
}
