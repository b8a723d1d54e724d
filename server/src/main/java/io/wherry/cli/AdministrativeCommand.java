package io.wherry.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wherry.secret.TokenState;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that opens the data directory, does one thing and prints what came of it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
abstract class AdministrativeCommand implements Callable<Integer> {
  private final Administration.Opener opener;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options;

  @Option(names = "--json", description = "print one JSON document")
  private boolean json;

  AdministrativeCommand(Administration.Opener opener) {
    this.opener = opener;
  }

  abstract Result run(Administration administration) throws IOException;

  @Override
  public final Integer call() throws IOException {
    try (var administration = opener.open(options.data(), options.config())) {
      Result result = run(administration);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(new ObjectMapper().writeValueAsString(result.json()));
      } else {
        result.lines().forEach(out::println);
      }
      // A secret that did not get out is lost; and neither of the two throws.
      if (out.checkError() || System.out.checkError()) {
        throw new IOException("cannot write to standard output");
      }
      return 0;
    }
  }

  /** For what is not part of the result. */
  private void warn(String sentence) {
    spec.commandLine().getErr().println("wherry: " + sentence);
    spec.commandLine().getErr().flush();
  }

  /** A token that has ended is made where one is asked for, and somebody should know. */
  final void warnOfExpired(TokenState state) {
    if (state == TokenState.EXPIRED) {
      warn("the token has expired already: its end is in the past");
    }
  }
}
