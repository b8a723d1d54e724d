package io.wherry;

import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the process was given from outside.
 *
 * @param variables of the environment
 * @param clock whose instants decide about expiry
 * @param input what passwords are read from
 */
record Environment(Map<String, String> variables, Clock clock, InputStream input) {
  Environment {
    variables = Map.copyOf(variables);
  }

  /** With nothing to read. */
  Environment(Map<String, String> variables, Clock clock) {
    this(variables, clock, InputStream.nullInputStream());
  }

  /** The same without one variable. */
  Environment without(String variable) {
    var others = new HashMap<>(variables);
    others.remove(variable);
    return new Environment(others, clock, input);
  }

  /** Of a variable that is set to something; one that is empty counts as not set. */
  static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  static Environment ofProcess() {
    return new Environment(System.getenv(), Clock.systemUTC(), System.in);
  }
}
