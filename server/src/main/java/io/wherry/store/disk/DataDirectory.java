package io.wherry.store.disk;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything lies that one server keeps: which file is for what, and who may write. */
public record DataDirectory(Path root) {
  /**
   * Makes what is missing, and closes to others what was made by somebody else: only the owner may
   * look inside.
   */
  public static DataDirectory open(Path root) throws IOException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new ProblemException(Problem.INVALID, root + " is not a directory");
    }
    DurableFiles.createDirectories(root.toAbsolutePath().normalize());
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    var directory = new DataDirectory(root.toRealPath());
    DurableFiles.createDirectories(directory.repositories());
    return directory;
  }

  public Path database() {
    return root.resolve("wherry.sqlite");
  }

  public Path repositories() {
    return root.resolve("repositories");
  }

  /** For the work in progress of this process. */
  public Scratch openScratch() throws IOException {
    return Scratch.open(root.resolve("scratch"));
  }

  /** Removes what was left by a server or command that did not come to its end. */
  public void removeAbandonedScratch() throws IOException {
    Scratch.removeAbandoned(root.resolve("scratch"));
  }

  public Path instanceKey() {
    return root.resolve("instance.key");
  }

  /** Keeps a generated password where only the owner of the directory can read it. */
  public void writeInitialRootPassword(String password) throws IOException {
    DurableFiles.writePrivately(root.resolve("initial_root_password"), password + "\n");
  }

  /**
   * Keeps every other server off this directory until the lock is closed or the process ends.
   * Throws {@code CONFLICT} where another one runs.
   */
  public Closeable lockForServer() throws IOException {
    return FileLocks.tryLock(root.resolve("server.lock"))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.CONFLICT, "another server is running on the data directory " + root));
  }
}
