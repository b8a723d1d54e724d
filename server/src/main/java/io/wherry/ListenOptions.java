package io.wherry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where to listen. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ListenOptions {
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s]+):([0-9]+)");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "default: 127.0.0.1:8080; port 0 takes a free one")
  private Optional<String> listen;

  Settings applyTo(Settings settings) {
    if (listen.isEmpty()) {
      return settings;
    }
    Matcher address = ADDRESS.matcher(listen.get());
    if (!address.matches()) {
      throw new ParameterException(
          spec.commandLine(), "--listen takes HOST:PORT, not " + listen.get());
    }
    return settings
        .with(Setting.LISTEN_HOST, address.group(1).replaceAll("[\\[\\]]", ""))
        .with(Setting.LISTEN_PORT, address.group(2));
  }
}
