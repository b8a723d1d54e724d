package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.util.FS;

/** Something to import from; whatever it is, it hands its history over as a bundle. */
interface Source {
  /** Enough of a file to tell what it is. */
  int START = 128;

  /** The bundle: the source itself, or written into that directory. */
  Bundle bundle(Path room) throws IOException;

  /** Recognises what lies at that path; like Git it adds a missing {@code .git}. */
  static Source at(Path path) throws IOException {
    File repository = FileKey.resolve(path.toFile(), FS.DETECTED);
    if (repository != null) {
      return new RepositorySource(repository, path);
    }
    if (Files.notExists(path)) {
      throw new ProblemException(Problem.NOT_FOUND, "there is nothing at " + path);
    }
    if (Files.isRegularFile(path)) {
      return file(path);
    }
    throw unknown(path);
  }

  private static Source file(Path path) throws IOException {
    String start = start(path);
    Path parent = path.toAbsolutePath().getParent();
    if (start.startsWith("gitdir: ") && path.endsWith(".git") && parent != null) {
      return at(parent);
    }
    if (BundleSource.isBundle(start)) {
      return new BundleSource(path, start);
    }
    if (StreamSource.isStream(start)) {
      return new StreamSource(path);
    }
    throw unknown(path);
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
    }
  }

  private static ProblemException unknown(Path path) {
    return new ProblemException(
        Problem.INVALID, path + " is neither a repository nor a bundle nor a fast-export stream");
  }
}
