package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which branch HEAD names, what stays behind and what is not run. */
class RepositoryImportTest {
  @TempDir Path directory;
  private GitProgram git;

  @BeforeEach
  void makeRepository() throws Exception {
    git = GitProgram.init(directory.resolve("source"));
    git.write("file", "one\n");
    git.commit("One");
    git.write("file", "two\n");
    git.commit("Two");
  }

  @Test
  void headNamesTheCurrentBranchAmongSeveralAtTheSameCommit() throws Exception {
    git.run("branch", "abel");
    git.run("checkout", "--quiet", "-b", "trunk");

    assertThat(fill(git.directory()).head()).isEqualTo("refs/heads/trunk");
  }

  @Test
  void detachedHeadBecomesTheBranchThere() throws Exception {
    git.run("branch", "older", "HEAD~1");
    git.run("checkout", "--quiet", "--detach", "HEAD~1");

    assertThat(fill(git.directory()).head()).isEqualTo("refs/heads/older");
  }

  @Test
  void headWithoutBranchBecomesMain() throws Exception {
    git.run("branch", "abel");
    git.run("symbolic-ref", "HEAD", "refs/heads/unborn");

    assertThat(fill(git.directory()).head()).isEqualTo("refs/heads/main");
  }

  @Test
  void headOfBundleBecomesTheBranchThere() throws Exception {
    git.run("checkout", "--quiet", "-b", "trunk", "HEAD~1");

    assertThat(fill(bundle("--all")).head()).isEqualTo("refs/heads/trunk");
  }

  @Test
  void bundleWithoutHeadPrefersMaster() throws Exception {
    git.run("branch", "--move", "master");
    git.run("branch", "abel");

    assertThat(fill(bundle("master", "abel")).head()).isEqualTo("refs/heads/master");
  }

  @Test
  void streamWithoutMainTakesItsFirstBranch() throws Exception {
    git.run("branch", "--move", "zebra");
    git.run("checkout", "--quiet", "-b", "abel");
    git.commit("Three");
    Path stream = directory.resolve("stream");
    Files.writeString(
        stream, git.run("fast-export", "zebra") + git.run("fast-export", "zebra..abel"));

    assertThat(fill(stream).head()).isEqualTo("refs/heads/zebra");
  }

  @Test
  void emptyRepositoryStaysEmptyAndLeavesHeadAlone() throws Exception {
    GitProgram empty = GitProgram.init(directory.resolve("empty"));
    empty.run("symbolic-ref", "HEAD", "refs/heads/unborn");

    GitProgram imported = fill(empty.directory());

    assertThat(imported.refs()).isEmpty();
    assertThat(imported.head()).isEqualTo("refs/heads/untouched");
  }

  @Test
  void repositoryWithTagsOnlyLeavesHeadAlone() throws Exception {
    git.run("tag", "v1");
    git.run("update-ref", "-d", "refs/heads/main");

    GitProgram imported = fill(git.directory());

    assertThat(imported.refs()).endsWith("commit\trefs/tags/v1\n").doesNotContain("heads");
    assertThat(imported.head()).isEqualTo("refs/heads/untouched");
  }

  @Test
  void refsOfOthersAndWhatOnlyTheyReachStayBehind() throws Exception {
    String stashed = git.run("rev-parse", "HEAD").strip();
    git.run("update-ref", "refs/stash", stashed);
    git.run("update-ref", "refs/remotes/origin/main", stashed);
    git.run("reset", "--quiet", "--hard", "HEAD~1");

    GitProgram imported = fill(git.directory());

    assertThat(imported.refs()).contains("refs/heads/main").doesNotContain("origin", "stash");
    assertThat(imported.run("cat-file", "--batch-all-objects", "--batch-check"))
        .contains("commit")
        .doesNotContain(stashed);
  }

  @Test
  void nothingThatTheSourceConfiguresIsRun() throws Exception {
    Path trace = directory.resolve("trace");
    Path program = directory.resolve("program");
    Files.writeString(program, "#!/bin/sh\ntouch %s\nexec \"$@\"\n".formatted(trace));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    for (String key : List.of("uploadpack.packObjectsHook", "core.fsmonitor", "core.sshCommand")) {
      git.run("config", key, program.toString());
    }
    for (String hook : List.of("pre-receive", "post-receive", "reference-transaction")) {
      Files.copy(program, git.directory().resolve(".git/hooks").resolve(hook));
    }

    assertThat(fill(git.directory()).refs()).isEqualTo(git.refs());
    assertThat(trace).doesNotExist();
  }

  @Test
  void personsWrittenByOldToolsAreAccepted() throws Exception {
    Path commit = directory.resolve("commit");
    Files.writeString(
        commit,
        """
        tree %s
        author Asta <asta@example.org> 1 +051800
        committer Bo<bo@example.org> x

        Odd
        """
            .formatted(git.run("rev-parse", "HEAD^{tree}").strip()));
    String id = git.feed(commit, "hash-object", "-t", "commit", "-w", "--literally", "--stdin");
    git.run("update-ref", "refs/heads/odd", id.strip());

    assertThat(fill(git.directory()).refs()).isEqualTo(git.refs());
  }

  private Path bundle(String... refs) throws Exception {
    Path bundle = directory.resolve("source.bundle");
    git.run(GitProgram.join(List.of("bundle", "create", "--quiet", bundle.toString()), refs));
    return bundle;
  }

  private GitProgram fill(Path source) throws Exception {
    return Target.fill(directory, source);
  }
}
