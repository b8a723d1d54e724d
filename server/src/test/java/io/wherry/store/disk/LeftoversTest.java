package io.wherry.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.wherry.repository.GitRepositories.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed server leaves in a repository is gone when the next one has the lock. */
class LeftoversTest {
  private static final String NAME = "0123456789012345678901234567890123456789";

  private DataDirectory directory;
  private DiskRepositories repositories;
  private Path home;

  @BeforeEach
  void createRepository(@TempDir Path parent) throws IOException {
    GitSettings.install(100);
    directory = DataDirectory.open(parent.resolve("data"));
    repositories = new DiskRepositories(directory.repositories(), parent.resolve("drafts"));
    repositories.create(1, "main", Content.EMPTY);
    home = DiskRepositories.all(directory.repositories()).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD.lock",
        "config.lock",
        "packed-refs.lock",
        "gc.pid",
        "refs/heads/main.lock",
        "refs/heads/a/b.lock",
        "refs/tags/v1.lock",
        "objects/incoming_123.pack",
        "objects/incoming_123.idx",
        "objects/insert_123.pack",
        "objects/noz123.tmp",
        "objects/info/commit_123.graph_tmp",
        "objects/pack/gc_123.pack_tmp",
        "objects/pack/gc_123.bitmap_tmp",
        "objects/pack/pack-" + NAME + ".pack",
        "objects/pack/pack-" + NAME + ".idx",
        "objects/pack/pack-" + NAME + ".bitmap",
        "objects/pack/pack-" + NAME + ".keep",
        "objects/pack/pack-" + NAME + ".keep.lock",
        "objects/pack/preserved/unknown"
      })
  void whatIsLeftIsRemoved(String file) throws IOException {
    write(file);
    directory.lockForServer().close();
    assertThat(home.resolve(file)).exists();
    crash();
    directory.lockForServer().close();
    assertThat(home.resolve(file)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "packed-refs",
        "refs/heads/lock",
        "refs/heads/gc.pid",
        "refs/heads/incoming_x",
        "objects/12/34567890123456789012345678901234567890",
        "objects/info/commit-graph"
      })
  void whatBelongsThereStays(String file) throws IOException {
    write(file);
    crash();
    directory.lockForServer().close();
    assertThat(home.resolve(file)).exists();
  }

  @Test
  void packWithItsIndexStaysAndLosesTheMarkOfThePush() throws IOException {
    for (String ending : new String[] {".pack", ".idx", ".bitmap", ".keep"}) {
      write("objects/pack/pack-" + NAME + ending);
    }
    crash();
    directory.lockForServer().close();
    assertThat(home.resolve("objects/pack"))
        .isDirectoryNotContaining("glob:**.keep")
        .isDirectoryContaining("glob:**.pack")
        .isDirectoryContaining("glob:**.idx")
        .isDirectoryContaining("glob:**.bitmap");
  }

  /** The repack was about to move a pack aside, and the new one may not be there. */
  @Test
  void packsThatWereReplacedComeBack() throws IOException {
    write("objects/pack/preserved/pack-" + NAME + ".old-pack");
    write("objects/pack/pack-" + NAME + ".idx");
    crash();
    directory.lockForServer().close();
    assertThat(home.resolve("objects/pack/pack-" + NAME + ".pack")).exists();
    assertThat(home.resolve("objects/pack/pack-" + NAME + ".idx")).exists();
    assertThat(home.resolve("objects/pack/preserved")).doesNotExist();
  }

  /** Killed when the commit graph was written and what the repack replaced was still kept. */
  @Test
  void packsThatComeBackCallForAnotherRepack() throws IOException {
    Path pack = home.resolve("objects/pack/pack-" + NAME + ".pack");
    write("objects/pack/preserved/pack-" + NAME + ".old-pack");
    write("objects/pack/preserved/pack-" + NAME + ".old-idx");
    write("objects/info/commit-graph");
    Path kept = home.resolve("objects/pack/preserved/pack-" + NAME + ".old-pack");
    Files.setLastModifiedTime(kept, FileTime.fromMillis(1));
    crash();
    directory.lockForServer().close();
    assertThat(pack).exists();
    assertThat(repositories.growth(1).newPacks()).isEqualTo(1);
  }

  @Test
  void packThatIsThereAgainDoesNotComeBack() throws IOException {
    for (String ending : new String[] {".pack", ".idx"}) {
      write("objects/pack/pack-" + NAME + ending);
      Files.writeString(parentOf("objects/pack/preserved/pack-" + NAME + ".old-pack"), "old");
    }
    crash();
    directory.lockForServer().close();
    assertThat(home.resolve("objects/pack/pack-" + NAME + ".pack")).hasContent("x");
    assertThat(home.resolve("objects/pack/preserved")).doesNotExist();
  }

  @Test
  void whatCouldNotBeRemovedIsRemovedByTheNextOne() throws IOException {
    write("HEAD.lock/inside");
    crash();
    assertThatIOException().isThrownBy(() -> directory.lockForServer().close());
    Files.delete(home.resolve("HEAD.lock/inside"));
    directory.lockForServer().close();
    assertThat(home.resolve("HEAD.lock")).doesNotExist();
  }

  /** Killed when the new pack was there under the name of the old one, and its index not yet. */
  @Test
  void packBesideTheIndexOfAnotherIsMended() throws IOException {
    repositories.create(2, "main", LeftoversTest::commit);
    repositories.maintain(2);
    Path packs = directory.repositories().resolve("02/00/2.git/objects/pack");
    Path index = Leftovers.list(packs, "*.idx").get(0);
    byte[] right = Files.readAllBytes(index);
    byte[] wrong = right.clone();
    wrong[right.length - 30]++;
    assertThat(index.toFile().setWritable(true)).isTrue();
    Files.write(index, wrong);
    crash();
    directory.lockForServer().close();
    assertThat(index).hasBinaryContent(right);
    assertThat(Leftovers.list(packs, "*")).hasSize(2);
    try (Repository repository = repositories.open(2)) {
      assertThat(repository.open(repository.resolve("main")).getType()).isPositive();
    }
  }

  /** No pack of one repository may keep all others from being served. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 50})
  void packThatIsDamagedIsLeftAsideAndTheServerStarts(int bytes) throws IOException {
    repositories.create(2, "main", LeftoversTest::commit);
    repositories.maintain(2);
    Path packs = directory.repositories().resolve("02/00/2.git/objects/pack");
    Path pack = Leftovers.list(packs, "*.pack").get(0);
    byte[] beginning = Arrays.copyOf(Files.readAllBytes(pack), bytes);
    assertThat(pack.toFile().setWritable(true)).isTrue();
    Files.write(pack, beginning);
    for (int start = 0; start < 2; start++) {
      crash();
      directory.lockForServer().close();
    }
    assertThat(packs.resolve("torn-" + pack.getFileName())).hasBinaryContent(beginning);
  }

  /** Else a large push that came while a repack ran would never be repacked. */
  @Test
  void packOfAPushThatWaitedForTheEndOfARepackCountsAsNew() throws IOException {
    repositories.create(2, "main", LeftoversTest::commit);
    repositories.maintain(2);
    Path packs = directory.repositories().resolve("02/00/2.git/objects/pack");
    Path pack = packs.resolve("pack-" + NAME + ".pack");
    Files.writeString(pack, "x");
    Files.writeString(packs.resolve("pack-" + NAME + ".idx"), "x");
    Files.setLastModifiedTime(pack, FileTime.fromMillis(1));
    repositories.persistObjects(2);
    assertThat(repositories.growth(2).newPacks()).as("nobody is pushing it").isZero();
    Files.writeString(packs.resolve("pack-" + NAME + ".keep"), "x");
    Files.writeString(packs.resolve("pack-of-another-push.keep"), "x");
    repositories.persistObjects(2);
    assertThat(repositories.growth(2).newPacks()).isEqualTo(1);
  }

  @Test
  void whatWorkThatWasCutOffHasLeftIsRemoved() throws IOException {
    try (ServerLock lock = directory.lockForServer()) {
      write("objects/incoming_123.pack");
      lock.leaveHeld();
    }
    directory.lockForServer().close();
    assertThat(home.resolve("objects/incoming_123.pack")).doesNotExist();
  }

  /** What has no row by then is removed: where nothing is known to be left, nobody looks for it. */
  @Test
  void repositoriesAreLookedThroughWhereWorkWasLeftUndone() throws IOException {
    try (ServerLock lock = directory.lockForServer()) {
      assertThat(directory.removeAbandoned(lock.wasHeld())).isEmpty();
      lock.leaveHeld();
    }
    try (ServerLock lock = directory.lockForServer()) {
      assertThat(directory.removeAbandoned(lock.wasHeld())).isNotEmpty();
    }
  }

  private static void commit(Repository repository) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      var commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(Constants.OBJ_TREE, new byte[0]));
      var person = new PersonIdent("Ann", "ann@example.com");
      commit.setAuthor(person);
      commit.setCommitter(person);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      var update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(id);
      update.update();
    }
  }

  private void crash() throws IOException {
    Files.writeString(directory.root().resolve("server.lock"), "held\n");
  }

  private void write(String file) throws IOException {
    Files.writeString(parentOf(file), "x");
  }

  private Path parentOf(String file) throws IOException {
    Path path = home.resolve(file);
    FileUtils.mkdirs(path.toFile().getParentFile(), true);
    return path;
  }
}
