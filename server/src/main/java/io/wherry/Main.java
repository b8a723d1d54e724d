package io.wherry;

import io.wherry.cli.Administration;
import io.wherry.cli.GroupCommands;
import io.wherry.cli.MemberCommands;
import io.wherry.cli.ProjectCommands;
import io.wherry.cli.TokenCommands;
import io.wherry.cli.UserCommands;
import io.wherry.log.Redaction;
import io.wherry.problem.ProblemException;
import io.wherry.store.disk.DataDirectory;
import io.wherry.store.sql.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
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
  /** What a source of an import calls itself, or does, may be in it. */
  private static final int LONGEST_SENTENCE = 1000;

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  private Main() {}

  public static void main(String[] args) {
    // Everything here is said in English. Jetty asks Java for all locales that it has data for.
    System.setProperty("java.locale.providers", "SPI");
    // Beside the command line: Logback and picocli take a tenth of a second each.
    CompletableFuture<?> logging = CompletableFuture.runAsync(LoggerFactory::getILoggerFactory);
    CommandLine line = commandLine(Environment.ofProcess(), args);
    logging.join();
    System.exit(line.execute(args));
  }

  /** Of the commands only the one that is called, where it is one: to look at all takes a while. */
  static CommandLine commandLine(Environment environment, String... args) {
    Map<String, Supplier<Object>> commands = commands(environment);
    if (args.length > 0 && commands.containsKey(args[0])) {
      commands.keySet().retainAll(Set.of(args[0]));
    }
    var line = new CommandLine(new Main());
    commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return line.setExecutionExceptionHandler(Main::explain);
  }

  private static Map<String, Supplier<Object>> commands(Environment environment) {
    Administration.Opener opener =
        (data, file) ->
            Instance.openForCommand(
                DataDirectory.open(data),
                new Config(Settings.read(file, environment.variables())),
                environment);
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("serve", () -> new ServeCommand(environment));
    commands.put("demo", () -> new DemoCommand(environment));
    commands.put("group", () -> GroupCommands.commandLine(opener));
    commands.put("project", () -> ProjectCommands.commandLine(opener));
    commands.put("token", () -> TokenCommands.commandLine(opener, environment.input()));
    commands.put("user", () -> UserCommands.commandLine(opener, environment.input()));
    commands.put("member", () -> MemberCommands.commandLine(opener));
    commands.put("version", VersionCommand::new);
    return commands;
  }

  /** One sentence for what went wrong; the whole story only where it is our own fault. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (!(e instanceof ProblemException
        || e instanceof StoreException
        || e instanceof IOException)) {
      throw e;
    }
    String sentence = Redaction.of(sentence(e)).replaceAll("\\p{Cc}", "?");
    boolean isLong = sentence.length() > LONGEST_SENTENCE;
    command
        .getErr()
        .println("wherry: " + (isLong ? sentence.substring(0, LONGEST_SENTENCE) + "…" : sentence));
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
