package io.wherry.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a repository that is deleted under a push, and of one that only looks so. */
class DiskRepositoriesTest {
  private static final long PROJECT = 1;

  @TempDir private Path room;
  private Path home = Path.of("");
  private DiskRepositories repositories = new DiskRepositories(home, home);

  @BeforeEach
  void create() throws IOException {
    repositories = new DiskRepositories(room.resolve("repositories"), room.resolve("scratch"));
    home = room.resolve("repositories/01/00/1.git");
    repositories.create(PROJECT, "main", Content.EMPTY);
  }

  @Test
  void whatALatePushLeavesIsRemoved() throws IOException {
    repositories.delete(PROJECT);
    Files.createDirectories(home.resolve("objects/pack"));
    Files.createFile(Files.createDirectories(home.resolve("refs/heads")).resolve("late"));

    repositories.deleteRemains(PROJECT);

    assertThat(home).doesNotExist();
  }

  @Test
  void repositoryIsNoRemains() throws IOException {
    repositories.deleteRemains(PROJECT);

    assertThat(repositories.exists(PROJECT)).isTrue();
  }

  /** Whoever has lost one file of a repository must not lose the others. */
  @Test
  void damagedRepositoryIsNoRemainsEither() throws IOException {
    Path pack = Files.createFile(home.resolve("objects/pack/pack-1.pack"));
    Files.delete(home.resolve(Constants.HEAD));

    repositories.deleteRemains(PROJECT);

    assertThat(pack).exists();
  }

  @Test
  void whereNothingIsNothingHappens() throws IOException {
    repositories.delete(PROJECT);
    repositories.delete(PROJECT);
    repositories.deleteRemains(PROJECT);

    assertThat(home).doesNotExist();
    assertThat(repositories.defaultBranch(PROJECT)).isEmpty();
  }

  /**
   * The directory of a ref goes with the last ref in it, which another push may delete, and may
   * make place for a ref of its name.
   */
  @Test
  void refsWhoseDirectoryIsGoneAreDurable() throws IOException {
    Path ref = Files.createFile(home.resolve("refs/heads/ref"));

    repositories.persistRefs(PROJECT, List.of("refs/heads/gone/a", "refs/heads/ref/old/b"));

    assertThat(home.resolve("refs/heads/gone")).doesNotExist();
    assertThat(ref).isRegularFile();
  }
}
