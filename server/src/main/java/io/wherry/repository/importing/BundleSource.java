package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.TransportBundle;

/** A bundle file, taken as it is. */
final class BundleSource implements Source {
  private static final Pattern SIGNATURE = Pattern.compile("# v\\d+ git bundle\n");

  private final Path file;
  private final String start;

  BundleSource(Path file, String start) {
    this.file = file;
    this.start = start;
  }

  static boolean isBundle(String start) {
    return SIGNATURE.matcher(start).lookingAt();
  }

  @Override
  public Bundle bundle(Path room) {
    if (!start.startsWith(TransportBundle.V2_BUNDLE_SIGNATURE + "\n")) {
      throw new ProblemException(
          Problem.UNSUPPORTED, file + " is a bundle of another version than 2");
    }
    return new Bundle(file, Bundle.USUAL_BRANCHES);
  }
}
