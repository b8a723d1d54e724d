package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be imported, and that the message says what is wrong with it. */
class RefusedImportTest {
  @TempDir Path directory;
  private GitProgram git;

  @BeforeEach
  void makeRepository() throws Exception {
    git = GitProgram.init(directory.resolve("source"));
    git.write("file", "one\n".repeat(1000));
    git.commit("One");
    git.write("file", "two\n");
    git.commit("Two");
  }

  @Test
  void missingSourceIsNotFound() {
    Path missing = directory.resolve("missing");

    assertRefused(missing, Problem.NOT_FOUND, "there is nothing at " + missing);
  }

  @Test
  void directoryWithoutRepositoryIsRefused() throws Exception {
    Path plain = Files.createDirectory(directory.resolve("plain"));

    assertRefused(plain, Problem.INVALID, "neither a repository nor a bundle nor a fast-export");
  }

  @Test
  void fileOfAnotherKindIsRefused() throws Exception {
    assertRefused(file("shopping list\n"), Problem.INVALID, "neither a repository nor a bundle");
    assertRefused(file(""), Problem.INVALID, "neither a repository nor a bundle");
    assertRefused(file("# comment\neggs\n"), Problem.UNSUPPORTED, "line 2: unknown command: eggs");
  }

  @Test
  void worktreeIsRefusedWhereItsRepositoryIsGone() throws Exception {
    Path worktree = Files.createDirectory(directory.resolve("worktree"));
    Files.writeString(worktree.resolve(".git"), "gitdir: /nowhere/worktrees/x\n");

    assertRefused(worktree, Problem.INVALID, "neither a repository");
    assertRefused(worktree.resolve(".git"), Problem.INVALID, "neither a repository");
  }

  @Test
  void targetWithRefsIsRefused() throws Exception {
    Path filled = Target.fill(directory, git.directory()).directory();

    try (Repository target = new FileRepositoryBuilder().setGitDir(filled.toFile()).build()) {
      assertThatThrownBy(() -> Target.fill(target, directory.resolve("scratch"), git.directory()))
          .isInstanceOf(ProblemException.class)
          .hasMessage("the repository to import into is not empty");
    }
  }

  @Test
  void shallowCloneIsRefused() throws Exception {
    Path clone = directory.resolve("shallow");
    git.run("clone", "--quiet", "--depth=1", "file://" + git.directory(), clone.toString());

    assertRefused(clone, Problem.INVALID, clone + " is a shallow clone");
  }

  @Test
  void repositoryWithLongerIdsIsUnsupported() throws Exception {
    Path longer = GitProgram.init(directory.resolve("x"), "--object-format=sha256").directory();

    assertRefused(longer, Problem.UNSUPPORTED, longer + " names its objects by sha256");
  }

  @Test
  void repositoryThatLostAnObjectIsRefused() throws Exception {
    Files.delete(loose("HEAD~1:file"));

    assertRefused(
        git.directory(),
        Problem.INVALID,
        git.directory() + " lacks object " + git.run("rev-parse", "HEAD~1:file").strip());
  }

  @Test
  void repositoryWithDamagedObjectIsRefused() throws Exception {
    Path damaged = loose("HEAD~1:file");
    byte[] bytes = Files.readAllBytes(damaged);
    Files.delete(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));

    assertRefused(git.directory(), Problem.INVALID, git.directory() + " is damaged");
  }

  @Test
  void bundleCutShortIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(bundle("--all"));
    for (int size : List.of(30, whole.length / 2, whole.length - 1)) {
      Path half = Files.write(directory.resolve("half"), Arrays.copyOf(whole, size));
      assertRefused(half, Problem.INVALID, half + " is damaged");
    }
  }

  @Test
  void bundleWithFlippedBitIsRefused() throws Exception {
    Path bundle = bundle("--all");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 60] ^= 4;
    Files.write(bundle, bytes);

    assertRefused(bundle, Problem.INVALID, bundle + " is damaged");
  }

  @Test
  void bundleThatBuildsOnOtherCommitsIsRefused() throws Exception {
    assertRefused(
        bundle("HEAD~1..main"), Problem.INVALID, "builds on commits that it does not hold");
  }

  @Test
  void bundleThatConcealsItsGapsIsRefused() throws Exception {
    Path bundle = bundle("HEAD~1..main");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(bundle, text.replaceFirst("\n-.*", ""), StandardCharsets.ISO_8859_1);

    assertRefused(bundle, Problem.INVALID, bundle + " lacks object ");
  }

  @Test
  void bundleOfNewerVersionIsUnsupported() throws Exception {
    Path bundle = file("# v3 git bundle\n@object-format=sha1\n\n");

    assertRefused(bundle, Problem.UNSUPPORTED, bundle + " is a bundle of another version than 2");
  }

  @Test
  void refCannotLeaveTheRepository() throws Exception {
    Path bundle = bundle("--all");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    Files.writeString(
        bundle,
        text.replace("refs/heads/main", "refs/heads/../../../escaped"),
        StandardCharsets.ISO_8859_1);

    assertRefused(bundle, Problem.INVALID, "invalid name of a ref: refs/heads/../../../escaped");
    assertThat(directory.resolve("escaped")).doesNotExist();
  }

  @Test
  void refThatWouldBeLostIsRefused() throws Exception {
    Path bundle = bundle("--all");
    String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
    String lost = text.replace("refs/heads/main", "refs/heads/a.lock/main");
    Files.writeString(bundle, lost, StandardCharsets.ISO_8859_1);
    assertRefused(bundle, Problem.INVALID, "invalid name of a ref: refs/heads/a.lock/main");
  }

  @Test
  void pathCannotLeaveTheWorktree() throws Exception {
    Path stream =
        file(
            """
            commit refs/heads/main
            committer Bo <bo@example.org> 1 +0000
            data 0
            M 100644 inline .git/config
            data 0
            """);

    assertRefused(stream, Problem.INVALID, ".git");
  }

  @Test
  void refsThatExcludeEachOtherAreRefused() throws Exception {
    Path stream =
        file(
            """
            commit refs/heads/a
            committer Bo <bo@example.org> 1 +0000
            data 0
            reset refs/heads/a/b
            from refs/heads/a
            """);

    assertRefused(stream, Problem.INVALID, stream + " has refs that cannot stand together");
  }

  @Test
  void branchThatIsNoCommitIsRefused() throws Exception {
    Path stream = file("blob\nmark :1\ndata 0\nreset refs/heads/main\nfrom :1\n");

    assertRefused(stream, Problem.INVALID, "has a branch that is no commit: refs/heads/main");
  }

  /** CVE-2018-11235, CVE-2018-17456: clients that clone with submodules would be taken over. */
  @ParameterizedTest
  @CsvSource({
    "../../x,   sub,  https://example.org/x",
    "a/..,      sub,  https://example.org/x",
    "a\\..\\b, sub,  https://example.org/x",
    "fine,      sub,  -uevil",
    "fine,      -sub, https://example.org/x",
    "-fine,     sub,  https://example.org/x"
  })
  void dangerousSubmoduleIsRefused(String name, String path, String url) throws Exception {
    String file = "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n";
    git.write(".gitmodules", file.formatted(name.replace("\\", "\\\\"), path, url));
    git.commit("Submodule");
    assertRefused(git.directory(), Problem.INVALID, "has a dangerous submodule: " + name);
    git.write(".gitmodules", file.formatted("fine..", "a/-b", "../x.git"));
    git.commit("Mended");
    assertRefused(git.directory(), Problem.INVALID, "has a dangerous submodule: " + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<<<<<<< HEAD\n[submodule \"a\"]\n\turl = ../x.git\n",
        "[submodule \"a\"]\n\turl =\n\tpath = \"\"\n",
        ""
      })
  void oddFileOfNoHarmIsTaken(String file) throws Exception {
    git.write(".gitmodules", file);
    git.write("sub/.gitmodules/file", "a directory of this name\n");
    git.commit("Odd");
    assertThat(Target.fill(directory, git.directory()).refs()).contains("refs/heads/main");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<<<<<<< HEAD\n[submodule \"../../x\"]\n",
        "<<<<<<< HEAD\n[submodule \"a/..\"]\n",
        "<<<<<<< HEAD\n[submodule \"a\"]\nurl = -uevil\n"
      })
  void fileThatCannotBeReadAndLooksDangerousIsRefused(String file) throws Exception {
    git.write(".gitmodules", file);
    git.commit("Odd");
    assertRefused(git.directory(), Problem.INVALID, "cannot be read and looks dangerous");
  }

  @Test
  void ordinarySubmodulesAreTaken() throws Exception {
    git.write(".gitmodules", "[submodule \"..a\"]\n\tpath = b/-c\n\turl = ../x.git\n");
    git.commit("Submodule");
    assertThat(Target.fill(directory, git.directory()).refs()).contains("refs/heads/main");
  }

  @Test
  void historyOfWhichNothingWouldComeAlongIsRefused() throws Exception {
    String fault = "has neither branches nor tags nor notes";
    assertRefused(bundle("HEAD"), Problem.INVALID, fault);
    git.run("checkout", "--quiet", "--detach");
    git.run("branch", "-D", "main");
    assertRefused(git.directory(), Problem.INVALID, git.directory() + " " + fault);
    Path stream = git.export(directory.resolve("stream"), "HEAD");
    assertRefused(stream, Problem.INVALID, stream + " " + fault);
  }

  private Path file(String content) throws Exception {
    return Files.writeString(directory.resolve("file"), content);
  }

  private Path loose(String object) throws Exception {
    String id = git.run("rev-parse", object).strip();
    return git.directory()
        .resolve(".git/objects")
        .resolve(id.substring(0, 2) + "/" + id.substring(2));
  }

  private Path bundle(String... refs) throws Exception {
    Path bundle = directory.resolve("source.bundle");
    git.run(GitProgram.join(List.of("bundle", "create", "--quiet", bundle.toString()), refs));
    return bundle;
  }

  private void assertRefused(Path source, Problem problem, String message) {
    assertThatThrownBy(() -> Target.fill(directory, source))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem))
        .hasMessageContaining(message);
  }
}
