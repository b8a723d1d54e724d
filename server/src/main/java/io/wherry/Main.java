package io.wherry;

import io.wherry.cli.Administration;
import io.wherry.cli.GroupCommands;
import io.wherry.cli.MemberCommands;
import io.wherry.cli.ProjectCommands;
import io.wherry.cli.TokenCommands;
import io.wherry.cli.UserCommands;
import io.wherry.http.Redaction;
import io.wherry.problem.ProblemException;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The entry point: {@code wherry COMMAND}. Ends with 0 when done, 1 when it failed, 2 for wrong
 * usage.
 */
@Command(
    name = "wherry",
    description = "gives machines their code, images and packages",
    synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("unused") // picocli fills the fields
public final class Main {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private Main() {}

  public static void main(String[] args) {
    System.exit(commandLine(Environment.ofProcess()).execute(args));
  }

  static CommandLine commandLine(Environment environment) {
    Administration.Opener opener =
        (data, file) ->
            Instance.openForCommand(
                DataDirectory.open(data),
                new Config(Settings.read(file, environment.variables())),
                environment);
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(environment))
        .addSubcommand(new DemoCommand(environment))
        .addSubcommand(GroupCommands.commandLine(opener))
        .addSubcommand(ProjectCommands.commandLine(opener))
        .addSubcommand(TokenCommands.commandLine(opener))
        .addSubcommand(UserCommands.commandLine(opener, environment.input()))
        .addSubcommand(MemberCommands.commandLine(opener))
        .addSubcommand(new VersionCommand())
        .setExecutionExceptionHandler(Main::explain);
  }

  /** One sentence for what went wrong; the whole story only where it is our own fault. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof ProblemException
        || e instanceof StoreException
        || e instanceof IOException)) {
      throw e;
    }
    command.getErr().println("wherry: " + Redaction.of(sentence(e)));
    command.getErr().flush();
    return 1;
  }

  /** The messages of some file errors are nothing but the name of the file. */
  private static String sentence(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "no permission for " + e.getMessage();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no file " + e.getMessage();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
