package io.wherry.e2e;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs of the machine it runs on. Where it is missing the test is skipped, and says
 * why; with the system property {@code wherry.clients.required} it fails.
 */
final class Needs {
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
