package io.wherry.api;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.secret.Expiry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The parameters of a request, from its query and body, in whatever form they came: {@code a[]=x},
 * {@code a=x,y} and a JSON array are the same list. Unknown ones are ignored. A parameter that was
 * given as null or as nothing is there, and empty.
 */
final class Parameters {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /** Adds a value; {@code a[]} is called {@code a}. */
  void add(String name, String value) {
    values.computeIfAbsent(plain(name), unknown -> new ArrayList<>()).add(value);
  }

  /** Gives the values of another source the preference. */
  void replaceBy(Parameters other) {
    values.putAll(other.values);
  }

  /** A list that was given with nothing in it. */
  void addEmpty(String name) {
    values.putIfAbsent(plain(name), new ArrayList<>());
  }

  private static String plain(String name) {
    return name.endsWith("[]") ? name.substring(0, name.length() - 2) : name;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The last value that was given, without surrounding blanks; empty where it is blank. */
  Optional<String> text(String name) {
    return verbatim(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The last value that was given, for what may begin or end with a blank, such as a password. */
  Optional<String> verbatim(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    return given.isEmpty()
        ? Optional.empty()
        : Optional.of(given.get(given.size() - 1)).filter(text -> !text.isEmpty());
  }

  /** Where it was given at all: what it is, or nothing. */
  <T> Optional<T> given(String name, Function<String, T> read) {
    return has(name) ? Optional.of(read.apply(text(name).orElse(""))) : Optional.empty();
  }

  /** Throws {@code MALFORMED} naming all that were not given. */
  void require(String... names) {
    List<String> missing =
        Arrays.stream(names).filter(name -> !has(name)).map(name -> name + " is missing").toList();
    if (!missing.isEmpty()) {
      throw new ProblemException(Problem.MALFORMED, String.join(", ", missing));
    }
  }

  /** Throws {@code MALFORMED} where it is missing or empty. */
  String required(String name) {
    require(name);
    return text(name)
        .orElseThrow(() -> new ProblemException(Problem.MALFORMED, name + " is empty"));
  }

  /** The first of the values where none is given. Throws {@code MALFORMED} for any other. */
  String oneOf(String name, String... values) {
    String value = text(name).orElse(values[0]);
    if (!List.of(values).contains(value)) {
      throw new ProblemException(Problem.MALFORMED, name + " does not have a valid value");
    }
    return value;
  }

  /** Also as Python spells it. Throws {@code MALFORMED} for anything else. */
  Optional<Boolean> flag(String name) {
    return text(name)
        .map(
            text ->
                switch (text) {
                  case "true", "True", "1", "yes" -> true;
                  case "false", "False", "0", "no" -> false;
                  default -> throw invalid(name);
                });
  }

  boolean isSet(String name) {
    return flag(name).orElse(false);
  }

  /** A whole number that is not negative. Throws {@code MALFORMED} for anything else. */
  OptionalLong number(String name) {
    Optional<String> text = text(name);
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(name, text.get()));
  }

  static long number(String name, String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw invalid(name);
    }
    return Long.parseLong(text);
  }

  /**
   * A date, which means its beginning in UTC, or a timestamp, in UTC where it has no offset. Throws
   * {@code MALFORMED} for anything else.
   */
  Optional<Instant> time(String name) {
    try {
      return text(name).map(Expiry::parse).map(Expiry::instant);
    } catch (ProblemException e) {
      throw invalid(name);
    }
  }

  /** All values, those in a text with commas each for itself. */
  List<String> list(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }

  static ProblemException invalid(String name) {
    return new ProblemException(Problem.MALFORMED, name + " is invalid");
  }
}
