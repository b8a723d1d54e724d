package io.wherry.cli;

import io.wherry.namespace.Namespace;
import io.wherry.namespace.Namespaces;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The project or group that a command is about: one of the two. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PlaceOptions {
  @Option(names = "--project", paramLabel = "PATH", required = true)
  private Optional<String> project;

  @Option(names = "--group", paramLabel = "PATH", required = true)
  private Optional<String> group;

  /** Throws {@code NOT_FOUND} where there is none. */
  Namespace find(Namespaces namespaces) {
    return project.isPresent()
        ? Places.project(namespaces, project.get())
        : Places.group(namespaces, group.orElseThrow());
  }
}
