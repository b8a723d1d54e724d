package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is acknowledged would survive a loss of power: everything that it consists of was forced to
 * the disk before, in an order in which no name ever stands for something that is not there yet.
 */
final class GitDurabilityIT {
  private static final String DONE = "unpack ok";

  @BeforeAll
  static void needsPrograms() {
    Needs.program("git");
    Needs.program("strace");
  }

  @Test
  void badInput43PushIsOnDiskBeforeItIsAcknowledged(@TempDir Path room) throws IOException {
    List<String> steps = stepsOfPush(room, "main", "");

    assertOrder(
        steps,
        "forced objects/incoming.pack",
        "forced objects/incoming.idx",
        "renamed objects/incoming.pack to objects/pack/pack.pack",
        "renamed objects/incoming.idx to objects/pack/pack.idx",
        "forced objects/pack",
        "forced refs/heads/main.lock",
        "renamed refs/heads/main.lock to refs/heads/main",
        "forced refs/heads",
        "wrote " + DONE);
  }

  @Test
  void badInput43NewDirectoryOfBranchesIsOnDiskAsWell(@TempDir Path room) throws IOException {
    List<String> steps = stepsOfPush(room, "main:refs/heads/new/branch", "");

    assertOrder(
        steps,
        "forced objects/pack",
        "made refs/heads/new",
        "renamed refs/heads/new/branch.lock to refs/heads/new/branch",
        "forced refs/heads/new",
        "wrote " + DONE);
    assertOrder(steps, "made refs/heads/new", "forced refs/heads", "wrote " + DONE);
  }

  @Test
  void badInput43DeletionIsOnDiskBeforeItIsAcknowledged(@TempDir Path room) throws IOException {
    List<String> steps = stepsOfPush(room, ":refs/heads/old", "main:refs/heads/old");

    assertOrder(steps, "removed refs/heads/old", "forced refs/heads", "wrote " + DONE);
  }

  @Test
  void badInput43NewProjectIsOnDiskBeforeItIsKnown(@TempDir Path room) throws IOException {
    Path above = room.toRealPath();
    Path data = above.resolve("data");
    var trace = new Trace(room.resolve("trace"));
    Jar.standard()
        .startedBy(trace.command())
        .run(room, "project", "create", "acme/granite", "--parents", "--data", data.toString())
        .success();
    Path home = repository(data);
    String place = data.relativize(home).toString();
    Path shard = Path.of(place).subpath(0, 3);
    String row = "wrote granite";
    List<String> steps =
        trace.steps(
            step ->
                step.replaceAll(Pattern.quote(data + "/scratch/") + "\\S+?\\.git", "draft")
                    .replace(data + "/", "")
                    .replace(data.toString(), "data")
                    .replace(above.toString(), "above"),
            "granite");

    String published = "renamed draft to " + place;
    assertThat(steps).containsOnlyOnce(published);
    assertTreeIsForced(home, steps.subList(0, steps.indexOf(published)));
    assertThat(steps).containsSubsequence(published, row, "forced wherry.sqlite-wal", row);
    List<String> beforeRow = steps.subList(0, steps.indexOf(row));
    assertThat(beforeRow)
        .containsSubsequence("made data", "forced above")
        .containsSubsequence("made repositories", "forced data")
        .containsSubsequence("made " + shard.getParent(), "forced repositories")
        .containsSubsequence("made " + shard, "forced " + shard.getParent())
        .containsSubsequence(published, "forced " + shard);
  }

  @Test
  void badInput43ReplacedPacksStayUntilTheNewOneIsOnDisk(@TempDir Path room) throws IOException {
    var trace = new Trace(room.resolve("trace"));
    try (JarServer server = JarServer.start()) {
      long id = server.project("acme/app");
      Client author = Client.in(room);
      author.git("init", "--quiet", "--initial-branch=main");
      author.commit("file.txt", "content\n");
      author.git("branch", "side");
      author.commit("file.txt", "more\n");
      String url = server.rootUrl("acme/app.git");
      author.git("push", "--quiet", url, "main", "side");
      // Fewer objects: the new pack gets another name.
      author.git("push", "--quiet", "--force", url, "side:main");
      server.stop();
      Jar.standard()
          .startedBy(trace.command())
          .run(room, "project", "maintain", "acme/app", "--data", server.data().toString())
          .success();
      assertOrder(
          stepsIn(server.repository(id), trace),
          "forced objects/pack/gc.pack_tmp",
          "forced objects/pack/gc.idx_tmp",
          "renamed objects/pack/gc.pack_tmp to objects/pack/pack.pack",
          "renamed objects/pack/gc.idx_tmp to objects/pack/pack.idx",
          "renamed objects/pack/pack.pack to objects/pack/preserved/pack.old-pack",
          "renamed objects/pack/pack.idx to objects/pack/preserved/pack.old-idx",
          "forced objects/pack",
          "removed objects/pack/preserved/pack.old-pack");
    }
  }

  /** Nothing happens to a file or directory of the draft after it was forced for the last time. */
  private static void assertTreeIsForced(Path home, List<String> steps) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.toList()) {
        Path draft = Path.of("draft").resolve(home.relativize(path).toString()).normalize();
        List<String> changes =
            steps.stream().filter(step -> step.matches(".* " + draft + "(/[^/ ]+)?")).toList();
        assertThat(changes).as(draft.toString()).endsWith("forced " + draft);
      }
    }
  }

  /** These steps, and none of them another time, are made one after the other. */
  private static void assertOrder(List<String> steps, String... expected) {
    assertThat(steps.stream().filter(List.of(expected)::contains))
        .as(String.join("\n", steps))
        .containsExactly(expected);
  }

  /** What the server does for a push, the first one to its project unless one is made before. */
  private static List<String> stepsOfPush(Path room, String refspec, String refspecBefore)
      throws IOException {
    var trace = new Trace(room.resolve("trace"));
    try (JarServer server = JarServer.start()) {
      long id = server.project("acme/app");
      Client author = Client.in(room);
      author.git("init", "--quiet", "--initial-branch=main");
      author.commit("file.txt", "content\n");
      if (!refspecBefore.isEmpty()) {
        author.git("push", "--quiet", server.rootUrl("acme/app.git"), refspecBefore);
      }
      server.kill();
      server.restart(Jar.standard().startedBy(trace.command()));
      author.git("push", "--quiet", server.rootUrl("acme/app.git"), refspec);
      server.program().await("the push has been traced", () -> trace.contains(DONE));
      return stepsIn(server.repository(id), trace);
    }
  }

  private static List<String> stepsIn(Path repository, Trace trace) throws IOException {
    String home = repository.toRealPath().toString();
    return trace.steps(
        step ->
            step.replace(home + "/", "")
                .replaceAll("(incoming|gc)_[0-9]+", "$1")
                .replaceAll("pack-[0-9a-f]{40}", "pack"),
        DONE);
  }

  private static Path repository(Path data) throws IOException {
    try (Stream<Path> paths = Files.walk(data.resolve("repositories"))) {
      return paths.filter(path -> path.toString().endsWith(".git")).findFirst().orElseThrow();
    }
  }
}
