package io.wherry.cli;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How a command is given a secret: not as an argument, which everybody on the machine sees. */
final class StandardInput {
  private final InputStream input;

  StandardInput(InputStream input) {
    this.input = input;
  }

  /** Reads what is called so. Throws {@code MALFORMED} where there is no line of UTF-8. */
  String readLine(String what) throws IOException {
    // A decoder, unlike a charset, replaces nothing: two secrets would become the same.
    var lines = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
    try {
      String line = new BufferedReader(lines).readLine();
      if (line == null) {
        throw new ProblemException(Problem.MALFORMED, "there is no " + what + " on standard input");
      }
      return line;
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.MALFORMED, "the " + what + " is not UTF-8");
    }
  }
}
