package io.wherry.cli;

import java.util.List;
import java.util.Map;

/**
 * What a command found or did.
 *
 * @param lines for people
 * @param json for programs: one document of maps, lists, texts, numbers and nulls
 */
record Result(List<String> lines, Object json) {

  static Result of(String line, Map<String, ?> json) {
    return new Result(List.of(line), json);
  }
}
