package io.wherry;

import io.wherry.store.disk.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jgit.util.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wherry demo}: a server with something in it, gone when it stops. */
@Command(name = "demo", description = "run a throw-away server with sample repositories")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
final class DemoCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private ListenOptions listen;

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = listen.applyTo(Settings.read(Optional.empty(), environment.variables()));
    Path data = Files.createTempDirectory("wherry-demo-");
    Wherry server = Wherry.start(DataDirectory.open(data), new Config(settings), environment);
    PrintWriter out = spec.commandLine().getOut();
    new Sample(server).load().forEach(out::println);
    out.flush();
    return Signals.runUntilStopped(
        () -> {
          server.close();
          FileUtils.delete(data.toFile(), FileUtils.RECURSIVE);
        });
  }
}
