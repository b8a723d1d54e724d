package io.wherry.store.disk;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir private Path parent;

  @Test
  void whatIsMissingIsMadeForTheOwnerOnly() throws IOException {
    DataDirectory directory = DataDirectory.open(parent.resolve("a/b"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.root())))
        .isEqualTo("rwx------");
    assertThat(DataDirectory.open(parent.resolve("a/../a/b"))).isEqualTo(directory);
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    assertStops(INVALID, () -> DataDirectory.open(file)).contains("file is not a directory");
  }

  @Test
  void aSecondServerIsRefusedUntilTheFirstHasStopped() throws Exception {
    DataDirectory directory = DataDirectory.open(parent);
    try (AutoCloseable lock = directory.lockForServer()) {
      assertThat(lock).isNotNull();
      assertStops(CONFLICT, () -> DataDirectory.open(parent).lockForServer().close())
          .contains("another server is running", directory.root().toString());
    }
    directory.lockForServer().close();
  }

  @Test
  void theFirstPasswordIsReadableByTheOwnerOnly() throws IOException {
    DataDirectory directory = DataDirectory.open(parent);
    directory.writeInitialRootPassword("secret");
    Path file = directory.root().resolve("initial_root_password");
    assertThat(file).hasContent("secret\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void abandonedScratchIsRemovedAndThatOfRunningCommandsKept() throws IOException {
    DataDirectory directory = DataDirectory.open(parent);
    Path server = fill(directory.scratchOfServer());
    Path running = fill(directory.scratchOfCommand());
    Path ended = fill(directory.root().resolve("scratch/command-" + Long.MAX_VALUE / 10));
    Path strange = fill(directory.root().resolve("scratch/command-x"));
    directory.removeAbandonedScratch();
    assertThat(server).doesNotExist();
    assertThat(ended).doesNotExist();
    assertThat(strange).doesNotExist();
    assertThat(running.resolve("deep/file")).exists();
    directory.removeScratch(running);
    assertThat(running).doesNotExist();
  }

  @Test
  void whereNothingWasLeftNothingIsRemoved() throws IOException {
    DataDirectory directory = DataDirectory.open(parent);
    directory.removeAbandonedScratch();
    directory.removeScratch(directory.scratchOfServer());
    assertThat(directory.root()).isEmptyDirectory();
  }

  /** A link inside is removed, and what it points to is kept. */
  @Test
  void nothingOutsideOfTheScratchIsRemoved() throws IOException {
    DataDirectory directory = DataDirectory.open(parent.resolve("data"));
    Path precious = Files.createFile(Files.createDirectory(parent.resolve("outside")).resolve("x"));
    Path scratch = fill(directory.scratchOfServer());
    Files.createSymbolicLink(scratch.resolve("link"), parent.resolve("outside"));
    directory.removeScratch(scratch);
    assertThat(scratch).doesNotExist();
    assertThat(precious).exists();
  }

  private static Path fill(Path scratch) throws IOException {
    Files.writeString(Files.createDirectories(scratch.resolve("deep")).resolve("file"), "x");
    return scratch;
  }
}
