package io.wherry.cli;

import java.io.IOException;
import java.io.InputStream;
import picocli.CommandLine.Option;

/** How a command is given a password. */
@SuppressWarnings("unused") // picocli fills the field
final class PasswordOption {
  private final StandardInput input;

  @Option(
      names = "--password-stdin",
      required = true,
      description = "read the password, one line, from standard input")
  private boolean given;

  PasswordOption(InputStream input) {
    this.input = new StandardInput(input);
  }

  /** Throws {@code MALFORMED} where there is no line of UTF-8. */
  String read() throws IOException {
    return input.readLine("password");
  }
}
