package io.wherry;

import java.time.Clock;
import java.util.Map;

/**
 * What the process was given from outside.
 *
 * @param variables of the environment
 * @param clock whose instants decide about expiry
 */
record Environment(Map<String, String> variables, Clock clock) {
  Environment {
    variables = Map.copyOf(variables);
  }

  static Environment ofProcess() {
    return new Environment(System.getenv(), Clock.systemUTC());
  }
}
