package io.wherry;

import io.wherry.cli.DataOptions;
import io.wherry.store.disk.DataDirectory;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wherry serve}: runs until the process is told to stop. */
@Command(name = "serve", description = "run the server")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ServeCommand implements Callable<Integer> {
  private final Environment environment;

  @Spec private CommandSpec spec;
  @Mixin private DataOptions options;
  @Mixin private ListenOptions listen;

  @Option(names = "--url", paramLabel = "URL", description = "where clients reach the server")
  private Optional<String> url;

  ServeCommand(Environment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = listen.applyTo(Settings.read(options.config(), environment.variables()));
    if (url.isPresent()) {
      settings = settings.with(Setting.URL, url.get());
    }
    DataDirectory directory = DataDirectory.open(options.data());
    var open = new Closing();
    var server = open.add(Wherry.start(directory, new Config(settings), environment));
    Signals.close(open);
    spec.commandLine().getOut().println("Wherry is ready at " + server.listenUrl());
    spec.commandLine().getOut().flush();
    return Signals.await();
  }
}
