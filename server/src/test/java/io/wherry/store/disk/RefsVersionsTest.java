package io.wherry.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version of the refs changes with them and with nothing else. */
class RefsVersionsTest {
  private static final long PROJECT = 1;

  @TempDir Path directory;
  private DiskRepositories repositories;

  @BeforeEach
  void createRepository() throws IOException {
    GitSettings.install(100);
    repositories = new DiskRepositories(directory.resolve("data"), directory.resolve("scratch"));
    repositories.create(PROJECT, "main", Content.EMPTY);
  }

  @Test
  void everyUpdateCreationAndDeletionChangesTheVersion() throws IOException {
    String none = version();
    set("refs/heads/main", "one");
    String one = version();
    set("refs/heads/main", "two");
    String two = version();
    set("refs/tags/t", "two");
    String tag = version();
    assertThat(Stream.of(none, one, two, tag)).doesNotHaveDuplicates();
    delete("refs/tags/t");
    assertThat(version()).isEqualTo(two);
  }

  @Test
  void anotherHeadIsAnotherVersion() throws IOException {
    set("refs/heads/main", "one");
    set("refs/heads/other", "one");
    String before = version();
    try (Repository repository = repositories.open(PROJECT)) {
      repository.updateRef(Constants.HEAD).link("refs/heads/other");
    }
    assertThat(version()).isNotEqualTo(before);
  }

  @Test
  void packingTheRefsChangesNothing() throws Exception {
    set("refs/heads/main", "one");
    set("refs/heads/a/b", "two");
    String before = version();
    try (Repository repository = repositories.open(PROJECT);
        var git = new Git(repository)) {
      git.packRefs().setAll(true).call();
    }
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void changeIsSeenWhenTheFilesHaveLongBeenAtRest() throws IOException {
    set("refs/heads/main", "one");
    rest();
    String before = version();
    assertThat(version()).isEqualTo(before);
    set("refs/heads/main", "two");
    assertThat(version()).isNotEqualTo(before);
  }

  @Test
  void versionOfRefsAtRestIsToldWithoutReadingThem() throws IOException {
    set("refs/heads/main", "one");
    String before = version();
    rest();
    assertThat(version()).isEqualTo(before);
    Path file = home().resolve("refs/heads/main");
    FileTime time = Files.getLastModifiedTime(file);
    Files.writeString(file, "f".repeat(40) + "\n");
    Files.setLastModifiedTime(file, time);
    assertThat(version()).isEqualTo(before);
  }

  @Test
  void missingRepositoryHasNoVersion() {
    assertThatThrownBy(() -> repositories.refsVersion(2))
        .isInstanceOf(RepositoryNotFoundException.class);
  }

  private String version() throws IOException {
    return repositories.refsVersion(PROJECT);
  }

  /** Makes it look as if nothing had happened for a while. */
  private void rest() throws IOException {
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    try (Stream<Path> files = Files.walk(home())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, before);
      }
    }
  }

  private Path home() throws IOException {
    try (Repository repository = repositories.open(PROJECT)) {
      return repository.getDirectory().toPath();
    }
  }

  private void set(String name, String content) throws IOException {
    try (Repository repository = repositories.open(PROJECT);
        ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, Constants.encode(content));
      inserter.flush();
      RefUpdate update = repository.updateRef(name);
      update.setNewObjectId(id);
      assertThat(update.forceUpdate()).isIn(RefUpdate.Result.NEW, RefUpdate.Result.FORCED);
    }
  }

  private void delete(String name) throws IOException {
    try (Repository repository = repositories.open(PROJECT)) {
      RefUpdate update = repository.updateRef(name);
      update.setForceUpdate(true);
      assertThat(update.delete()).isEqualTo(RefUpdate.Result.FORCED);
    }
  }
}
