package io.wherry.store.disk;

import static io.wherry.ProblemAssert.assertStops;
import static io.wherry.problem.Problem.CONFLICT;
import static io.wherry.problem.Problem.INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

  /** It would be closed to all others, such as {@code /var/lib}. */
  @Test
  void aDirectoryForSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Path other = Files.createDirectory(parent.resolve("lib"));
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String inside :
        List.of("something", ".git", "repositories/x.git", "scratch/of a person")) {
      Path directory = Files.createDirectories(other.resolve(inside));
      assertStops(INVALID, () -> DataDirectory.open(other)).contains("holds something else");
      Files.delete(directory);
    }
    Files.createDirectory(other.resolve("something"));
    assertStops(INVALID, () -> DataDirectory.open(Path.of(""))).contains("has no name");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void aNewFileSystemWithTheConfigurationIsTakenAndSoIsWhatIsOurs() throws IOException {
    Files.createDirectory(parent.resolve("lost+found"));
    Files.createDirectory(parent.resolve(".snapshot"));
    Files.createFile(parent.resolve("wherry.log"));
    DataDirectory first = DataDirectory.open(parent);
    try (Scratch scratch = first.openScratch()) {
      assertThat(scratch.path()).isDirectory();
      assertThat(DataDirectory.open(parent)).as("during the first start").isEqualTo(first);
    }
    Files.createFile(parent.resolve("wherry.sqlite"));
    Files.createDirectory(parent.resolve("something"));
    assertThat(DataDirectory.open(parent).repositories()).isDirectory();
  }

  @Test
  void aSecondServerIsRefusedUntilTheFirstHasStopped() throws Exception {
    DataDirectory directory = DataDirectory.open(parent);
    try (Closeable lock = directory.lockForServer()) {
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
  void aDirectoryThatWasOpenToOthersIsClosedToThem() throws IOException {
    Path root = Files.createDirectory(parent.resolve("made-by-hand"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    DataDirectory.open(root);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
  }

  @Test
  void abandonedScratchIsRemovedAndThatOfTheRunningKept() throws IOException {
    DataDirectory directory = DataDirectory.open(parent);
    Path scratch = directory.root().resolve("scratch");
    Path killed = fill(scratch.resolve("killed"));
    Files.createFile(scratch.resolve("killed.lock"));
    Path strange = fill(scratch.resolve("without a lock"));
    try (Scratch running = directory.openScratch()) {
      fill(running.path());
      directory.removeAbandoned(false);
      assertThat(killed).doesNotExist();
      assertThat(strange).doesNotExist();
      assertThat(running.path().resolve("deep/file")).exists();
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void whereNothingWasLeftNothingIsRemoved() throws IOException {
    DataDirectory directory = DataDirectory.open(parent);
    directory.removeAbandoned(false);
    assertThat(directory.repositories()).isEmptyDirectory();
  }

  /** A link inside is removed, and what it points to is kept. */
  @Test
  void nothingOutsideOfTheScratchIsRemoved() throws IOException {
    DataDirectory directory = DataDirectory.open(parent.resolve("data"));
    Path precious = Files.createFile(Files.createDirectory(parent.resolve("outside")).resolve("x"));
    try (Scratch scratch = directory.openScratch()) {
      Files.createSymbolicLink(fill(scratch.path()).resolve("link"), parent.resolve("outside"));
    }
    assertThat(precious).exists();
  }

  private static Path fill(Path scratch) throws IOException {
    Files.writeString(Files.createDirectories(scratch.resolve("deep")).resolve("file"), "x");
    return scratch;
  }
}
