package io.wherry.store.disk;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where everything lies that one server keeps: which file is for what, and who may write. */
public record DataDirectory(Path root) {
  private static final String SCRATCH = "scratch";
  private static final String COMMAND = "command-";

  /** Makes what is missing; only the owner may look inside. */
  public static DataDirectory open(Path root) throws IOException {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new ProblemException(Problem.INVALID, root + " is not a directory");
    }
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root, ownerOnly);
    return new DataDirectory(root.toRealPath());
  }

  public Path database() {
    return root.resolve("wherry.sqlite");
  }

  public Path repositories() {
    return root.resolve("repositories");
  }

  /** For the server's work in progress; what a crash left in it is rubbish at the next start. */
  public Path scratchOfServer() {
    return root.resolve(SCRATCH).resolve("server");
  }

  /** The same for this process, which runs one command, perhaps beside the server. */
  public Path scratchOfCommand() {
    return root.resolve(SCRATCH).resolve(COMMAND + ProcessHandle.current().pid());
  }

  public void removeScratch(Path scratch) throws IOException {
    DurableFiles.deleteTree(scratch);
  }

  /** Removes what was left by a server or command that did not come to its end. */
  public void removeAbandonedScratch() throws IOException {
    if (!Files.exists(root.resolve(SCRATCH))) {
      return;
    }
    try (Stream<Path> rooms = Files.list(root.resolve(SCRATCH))) {
      for (Path room : rooms.filter(DataDirectory::isAbandoned).toList()) {
        removeScratch(room);
      }
    }
  }

  /** Only one server runs here, the one that asks. */
  private static boolean isAbandoned(Path room) {
    String name = String.valueOf(room.getFileName());
    return !name.matches(COMMAND + "[0-9]{1,18}")
        || ProcessHandle.of(Long.parseLong(name.substring(COMMAND.length()))).isEmpty();
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
  public AutoCloseable lockForServer() throws IOException {
    var channel =
        FileChannel.open(
            root.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new ProblemException(
          Problem.CONFLICT, "another server is running on the data directory " + root);
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
