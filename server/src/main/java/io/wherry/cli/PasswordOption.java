package io.wherry.cli;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** How a command is given a password: not as an argument, which everybody on the machine sees. */
@SuppressWarnings("unused") // picocli fills the field
final class PasswordOption {
  private final InputStream input;

  @Option(
      names = "--password-stdin",
      required = true,
      description = "read the password, one line, from standard input")
  private boolean given;

  PasswordOption(InputStream input) {
    this.input = input;
  }

  /** Throws {@code MALFORMED} where there is no line of UTF-8. */
  String read() throws IOException {
    // A decoder, unlike a charset, replaces nothing: two passwords would become the same.
    var lines = new InputStreamReader(input, StandardCharsets.UTF_8.newDecoder());
    try {
      String line = new BufferedReader(lines).readLine();
      if (line == null) {
        throw new ProblemException(Problem.MALFORMED, "there is no password on standard input");
      }
      return line;
    } catch (CharacterCodingException e) {
      throw new ProblemException(Problem.MALFORMED, "the password is not UTF-8");
    }
  }
}
