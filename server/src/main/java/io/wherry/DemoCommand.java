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

  @Option(names = "--data", paramLabel = "DIR", description = "where the throw-away data is kept")
  private Optional<Path> above;

  @Option(names = "--config", paramLabel = "FILE", description = "the settings file")
  private Optional<Path> config;

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  DemoCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = listen.applyTo(Settings.read(config, environment.variables()));
    var open = new Closing();
    Signals signals = Signals.close(open);
    boolean running = false;
    try {
      PrintWriter out = spec.commandLine().getOut();
      new Sample(start(open, settings)).load().forEach(out::println);
      out.flush();
      running = true;
      return Signals.await();
    } finally {
      if (!running) {
        signals.letGo();
        open.close();
      }
    }
  }

  private Wherry start(Closing open, Settings settings) throws IOException {
    Path data =
        above.isPresent()
            ? Files.createTempDirectory(Files.createDirectories(above.get()), "demo-")
            : Files.createTempDirectory("wherry-demo-");
    open.add(() -> FileUtils.delete(data.toFile(), FileUtils.RECURSIVE));
    var own = environment.without(InstanceKey.VARIABLE);
    return open.add(Wherry.start(DataDirectory.open(data), new Config(settings), own));
  }
}
