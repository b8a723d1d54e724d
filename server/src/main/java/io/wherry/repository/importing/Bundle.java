package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import io.wherry.repository.RefNames;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.BundleWriter;

/** A bundle file, and which branches HEAD would rather name, if the bundle has them. */
record Bundle(Path file, List<String> branches) {
  /** Which refs are brought along. */
  static final List<String> PREFIXES =
      List.of(Constants.R_HEADS, Constants.R_TAGS, Constants.R_NOTES);

  static final List<String> USUAL_BRANCHES =
      List.of(Constants.R_HEADS + "main", Constants.R_HEADS + Constants.MASTER);

  Bundle {
    branches = List.copyOf(branches);
  }

  /**
   * Whether a ref of that name is brought along; refuses what is no name, such as one with dots.
   */
  static boolean keeps(String ref) {
    if (PREFIXES.stream().noneMatch(ref::startsWith)) {
      return false;
    }
    if (!Repository.isValidRefName(ref) || RefNames.fault(ref).isPresent()) {
      throw new ProblemException(Problem.INVALID, "invalid name of a ref: " + ref);
    }
    return true;
  }

  /** There is history, and none of it would come along. */
  static ProblemException nothingKept(Path source) {
    return new ProblemException(
        Problem.INVALID,
        source + " has neither branches nor tags nor notes: make a branch of what is to be kept");
  }

  /** Writes these refs and all that is reachable from them. */
  static void write(
      Path file, Repository objects, Map<String, ObjectId> refs, PackConfig compression)
      throws IOException {
    var writer = new BundleWriter(objects);
    writer.setPackConfig(compression);
    refs.forEach(writer::include);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writer.writeBundle(NullProgressMonitor.INSTANCE, out);
    }
  }
}
