package io.wherry.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine it runs on. Where it is missing the test is skipped, and says
 * why; with the system property {@code wherry.clients.required} it fails.
 */
final class Needs {
  private static final Path SYSTEM_PYTHON = Path.of("/usr/bin/python3");

  private Needs() {}

  /** The program's place. */
  static Path program(String name) {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(() -> missing(name + " is not installed"));
  }

  /** Where a library lies that {@code install-libraries} has to have installed. */
  static Path library(String name) {
    Path place = Path.of(System.getProperty("wherry.jar", "")).resolveSibling("clients/" + name);
    if (!Files.exists(place)) {
      throw missing(name + " is not installed");
    }
    return place.toAbsolutePath();
  }

  /** Debian's Python, for which its modules are; one found first on the path may be another. */
  static Path pythonWith(String module) throws IOException {
    Path python = Files.exists(SYSTEM_PYTHON) ? SYSTEM_PYTHON : program("python3");
    var command = List.of(python.toString(), "-c", "import " + module);
    if (Program.start(command, Path.of("").toAbsolutePath(), Map.of()).end().code() != 0) {
      throw missing("the Python module " + module + " is not installed");
    }
    return python;
  }

  /** A program among the sources of the tests. */
  static Path script(String name) {
    return Path.of("src/test/clients", name).toAbsolutePath();
  }

  /** Ends the test because something is missing; never returns. */
  static AssertionError missing(String reason) {
    if (!Boolean.getBoolean("wherry.clients.required")) {
      skip(reason);
    }
    throw new AssertionError(reason);
  }

  /** Skips the test even where clients are required. */
  static void skip(String reason) {
    System.err.println("skipped: " + reason);
    Assumptions.abort(reason);
  }
}
