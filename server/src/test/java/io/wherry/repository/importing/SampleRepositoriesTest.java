package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sample repositories that come with the server have what their README says. */
class SampleRepositoriesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"harbour", "charts", "manual"})
  void sampleIsSoundAndTheSameAsWithGit(String name) throws Exception {
    GitProgram expected = GitProgram.init(directory.resolve("expected"), "--bare");
    expected.feed(stream(name), "fast-import", "--quiet");

    GitProgram sample = sample(name);

    assertThat(sample.refs()).isEqualTo(expected.refs()).contains("tag\trefs/tags/");
    assertThat(sample.faults()).isEmpty();
    assertThat(sample.head()).isEqualTo("refs/heads/main");
    assertThat(commits(sample)).isBetween(8, 20);
  }

  @Test
  void harbourShowsWhatGitCanHold() throws Exception {
    GitProgram harbour = sample("harbour");

    assertThat(harbour.run("for-each-ref", "--format=%(objecttype) %(refname)"))
        .contains(
            "commit refs/heads/main\n",
            "commit refs/heads/night-crossing\n",
            "commit refs/heads/release/1.x\n",
            "commit refs/tags/in-service\n",
            "tag refs/tags/v1.0.1\n");
    assertThat(harbour.run("rev-list", "--merges", "--count", "main")).isEqualTo("1\n");
    assertThat(harbour.run("ls-tree", "-r", "main"))
        .containsPattern("100755 blob \\w+\tbin/harbour\n")
        .containsPattern("120000 blob \\w+\tmanifests/current\n")
        .containsPattern("160000 commit \\w+\tcharts\n");
    assertThat(harbour.run("cat-file", "blob", "main:.gitmodules"))
        .contains("url = ../charts.git\n");
  }

  @Test
  void manualHasNamesInManyScripts() throws Exception {
    GitProgram manual = sample("manual");

    assertThat(manual.run("-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "main"))
        .contains("häfen/ærøskøbing.md\n", "kapitel/03-ночь.md\n", "日本語/渡し船.md\n");
    assertThat(manual.run("log", "--all", "--format=%an <%ae>"))
        .contains("Åsa Lindström", "山田 花子", "Владимир Соколов", "Zoë Müller");
    assertThat(manual.refs()).contains("refs/heads/översättning\n", "refs/tags/frühjahr-2026\n");
  }

  @Test
  void cloneOfHarbourBringsChartsAlongAndItsProgramsRun() throws Exception {
    Files.move(sample("harbour").directory(), directory.resolve("harbour.git"));
    Files.move(sample("charts").directory(), directory.resolve("charts.git"));

    new GitProgram(directory)
        .run(
            "-c",
            "protocol.file.allow=always",
            "clone",
            "--quiet",
            "--recurse-submodules",
            "file://" + directory.resolve("harbour.git"),
            "clone");

    var clone = new GitProgram(directory.resolve("clone"));
    assertThat(clone.run("submodule", "status")).endsWith(" charts (v1.1)\n");
    assertThat(clone.run("-c", "alias.test=!tests/run && charts/tests/run", "test")).isEmpty();
  }

  private static int commits(GitProgram git) throws Exception {
    return Integer.parseInt(git.run("rev-list", "--all", "--count").strip());
  }

  private GitProgram sample(String name) throws Exception {
    return Target.fill(directory, stream(name));
  }

  private static Path stream(String name) throws Exception {
    URL stream = SampleRepositoriesTest.class.getResource("/repos-sample/" + name + ".fast-export");
    return Path.of(Objects.requireNonNull(stream, name).toURI());
  }
}
