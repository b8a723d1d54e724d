package io.wherry.store.disk;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Where everything lies that one server keeps: which file is for what, and who may write. */
public record DataDirectory(Path root) {
  private static final long LEAST_ROOM = 4L << 20;

  /** A directory with one of these is one of ours. */
  private static final List<String> MARKS = List.of("wherry.sqlite", "instance.key");

  private static final String REPOSITORIES = "repositories";
  private static final String SCRATCH = "scratch";

  /**
   * Makes what is missing, and closes to others what was made by somebody else: only the owner may
   * look inside. Throws {@code INVALID} where it holds what is not Wherry's, or the names of files
   * are not UTF-8.
   */
  public static DataDirectory open(Path root) throws IOException {
    refuseOtherCharacters();
    refuseForeign(root);
    DurableFiles.createDirectories(root.toAbsolutePath().normalize());
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    var directory = new DataDirectory(root.toRealPath());
    DurableFiles.createDirectories(directory.repositories());
    return directory;
  }

  /** Refs are files: one whose name Java cannot write would be lost at the next repack. */
  private static void refuseOtherCharacters() {
    String charset = System.getProperty("sun.jnu.encoding", "");
    if (!charset.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
      throw new ProblemException(
          Problem.INVALID,
          "names of files are " + charset + " in this locale, not UTF-8: set LC_ALL=C.UTF-8");
    }
  }

  /** What is closed to others, and filled, must not be a directory for something else. */
  private static void refuseForeign(Path root) throws IOException {
    if (root.toString().isEmpty()) {
      throw new ProblemException(Problem.INVALID, "the data directory has no name");
    }
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new ProblemException(Problem.INVALID, root + " is not a directory");
    }
    boolean known = MARKS.stream().anyMatch(mark -> Files.exists(root.resolve(mark)));
    if (Files.exists(root) && !known && holdsForeign(root)) {
      throw new ProblemException(
          Problem.INVALID, root + " holds something else: give a new or empty directory");
    }
  }

  /**
   * Files may be a log, a configuration or a key. Another process may be making its first start
   * here just now.
   */
  private static boolean holdsForeign(Path root) throws IOException {
    for (Path inside : Leftovers.list(root, "*")) {
      String name = String.valueOf(inside.getFileName());
      boolean foreign =
          switch (name) {
            case "lost+found" -> false;
            case REPOSITORIES -> !Leftovers.list(inside, "*").isEmpty();
            case SCRATCH -> Scratch.holdsForeign(inside);
            case ".git" -> true;
            default -> Files.isDirectory(inside) && !name.startsWith(".");
          };
      if (foreign) {
        return true;
      }
    }
    return false;
  }

  public Path database() {
    return root.resolve("wherry.sqlite");
  }

  public Path repositories() {
    return root.resolve(REPOSITORIES);
  }

  /**
   * For the work in progress of this process. Fails where there is hardly any room left: the
   * database's library and log would fail in ways that nobody understands.
   */
  public Scratch openScratch() throws IOException {
    if (Files.getFileStore(root).getUsableSpace() < LEAST_ROOM) {
      throw new IOException("there is no room left on the disk of " + root);
    }
    return Scratch.open(root.resolve(SCRATCH));
  }

  /**
   * Removes what was left by servers and commands that did not come to their end.
   *
   * @param undone whether the last server is known to have left something
   * @return where there were any, and no command is at work, the projects that have a repository:
   *     one that has no row by now will never have one
   */
  public Set<Long> removeAbandoned(boolean undone) throws IOException {
    Path scratch = root.resolve(SCRATCH);
    boolean killed = Scratch.removeAbandoned(scratch);
    if (!killed && !undone) {
      return Set.of();
    }
    Set<Long> projects = DiskRepositories.projects(repositories());
    return Scratch.isInUse(scratch) ? Set.of() : projects;
  }

  public Path instanceKey() {
    return root.resolve("instance.key");
  }

  /** Keeps a generated password where only the owner of the directory can read it. */
  public void writeInitialRootPassword(String password) throws IOException {
    DurableFiles.writePrivately(root.resolve("initial_root_password"), password + "\n");
  }

  /**
   * Keeps every other server off this directory until the lock is closed or the process ends; what
   * one that was killed left in the repositories is gone when this returns. Throws {@code CONFLICT}
   * where another one runs.
   */
  public ServerLock lockForServer() throws IOException {
    return ServerLock.take(root.resolve("server.lock"), () -> Leftovers.removeFrom(repositories()))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.CONFLICT, "another server is running on the data directory " + root));
  }
}
