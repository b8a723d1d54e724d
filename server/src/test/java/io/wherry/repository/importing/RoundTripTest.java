package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the real git has, it has again after an import, under the same ids. */
class RoundTripTest {
  @TempDir static Path shared;
  @TempDir Path directory;
  private static GitProgram original;

  @BeforeAll
  static void makeHistory() throws Exception {
    original = VariedHistory.in(shared.resolve("varied"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--progress=3",
        "--full-tree",
        "--show-original-ids",
        "--mark-tags",
        "--use-done-feature",
        "-M -C",
        "-M -C --find-copies-harder --show-original-ids --mark-tags --use-done-feature"
      })
  void streamKeepsEveryId(String options) throws Exception {
    String[] all = ("--signed-tags=verbatim --reencode=no " + options).split(" ");
    assertKept(original, original.export(directory.resolve("stream"), all));
  }

  @Test
  void normalRepositoryKeepsEveryId() throws Exception {
    assertKept(original, original.directory());
  }

  @Test
  void bareRepositoryKeepsEveryId() throws Exception {
    assertKept(original, clone("--bare").directory());
  }

  @Test
  void missingSuffixIsAddedAsGitDoes() throws Exception {
    clone("--bare");
    assertKept(original, directory.resolve("clone"));
  }

  @Test
  void linkedWorktreeGivesAllOfItsRepository() throws Exception {
    GitProgram clone = clone("--mirror");
    Path worktree = directory.resolve("worktree");
    clone.run("worktree", "add", "--quiet", worktree.toString(), "pages");

    GitProgram imported = Target.fill(directory, worktree);

    assertThat(imported.refs()).isEqualTo(kept(original));
    assertThat(imported.head()).isEqualTo("refs/heads/pages");
  }

  @Test
  void fileThatPointsToRepositoryWillDo() throws Exception {
    GitProgram clone = clone("--mirror");
    Path worktree = directory.resolve("worktree");
    clone.run("worktree", "add", "--quiet", worktree.toString(), "pages");

    assertThat(Target.fill(directory, worktree.resolve(".git")).refs()).isEqualTo(kept(original));
  }

  @Test
  void bundleKeepsEveryId() throws Exception {
    Path bundle = directory.resolve("varied.bundle");
    original.run("bundle", "create", "--quiet", bundle.toString(), "--all", "HEAD");
    assertKept(original, bundle);
  }

  @Test
  void tagsOfTagsOfAnythingKeepTheirIds() throws Exception {
    GitProgram clone = clone("--mirror");
    clone.run("tag", "--annotate", "--message", "A tag of a tag", "outer", "v1.0");
    clone.run("tag", "--annotate", "--message", "A tag of that", "outermost", "outer");
    clone.run("tag", "blob", "main:README");
    clone.run("tag", "--annotate", "--message", "A tag of a tree", "tree", "main^{tree}");
    assertKept(clone, clone.directory());
  }

  @Test
  void packedRefsAndLooseObjectsMakeOnePack() throws Exception {
    GitProgram clone = clone("--mirror");
    clone.run("pack-refs", "--all");
    clone.run("update-ref", "refs/heads/loose", "main~1");

    GitProgram imported = Target.fill(directory, clone.directory());

    assertThat(imported.refs()).isEqualTo(kept(clone));
    assertThat(imported.run("count-objects", "-v")).contains("count: 0\n", "packs: 1\n");
  }

  private GitProgram clone(String option) throws Exception {
    Path clone = directory.resolve("clone.git");
    original.run("clone", "--quiet", option, original.directory().toString(), clone.toString());
    if (option.equals("--bare")) {
      new GitProgram(clone).run("fetch", "--quiet", "origin", "refs/notes/*:refs/notes/*");
    }
    return new GitProgram(clone);
  }

  private void assertKept(GitProgram git, Path source) throws Exception {
    GitProgram imported = Target.fill(directory, source);

    assertThat(imported.refs()).isEqualTo(kept(git));
    assertThat(imported.faults()).isEmpty();
    assertThat(imported.head()).isEqualTo("refs/heads/main");
    assertThat(imported.directory().resolve("FETCH_HEAD")).doesNotExist();
  }

  /** What is there of all refs that are brought along. */
  private static String kept(GitProgram git) throws Exception {
    return git.refs().replaceAll(".*refs/remotes/.*\n", "");
  }
}
