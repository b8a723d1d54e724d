package io.wherry.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that every command takes. */
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./wherry-data",
      description = "the data directory (default: ${DEFAULT-VALUE})")
  private Path data;

  @Option(names = "--config", paramLabel = "FILE", description = "the settings file")
  private Optional<Path> config;

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  public Path data() {
    return data;
  }

  public Optional<Path> config() {
    return config;
  }
}
