package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed server leaves behind. */
final class GitCrashIT {
  private static final int ROUNDS = 3;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void badInput43AcknowledgedPushesSurviveKill(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      long id = server.project("crash/test");
      Client author = author(Client.in(room));
      for (int round = 1; round <= ROUNDS; round++) {
        author.commit("round.txt", "round " + round + "\n");
        author.git("tag", "--annotate", "--message", "round", "round-" + round);
        String url = server.rootUrl("crash/test.git");
        author.git("push", "--quiet", "--follow-tags", url, "main", "main:refs/heads/r" + round);
        server.kill();
        server.restart();
        assertThat(refs(author, server)).isEqualTo(expected(author, round));
        Tidiness.assertSound(author, server.repository(id));
      }
    }
  }

  @Test
  void badInput43KillDuringAPushLeavesTheOldStateOrTheNew(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      long id = server.project("crash/test");
      Client author = author(Client.in(room));
      String acknowledged = author.commit("small.txt", "small\n");
      author.git("push", "--quiet", server.rootUrl("crash/test.git"), "main");
      for (int round = 1; round <= ROUNDS; round++) {
        String next = commitLargeFile(author, round);
        Path repository = server.repository(id);
        long before = files(repository);
        Program push = author.startGit("push", server.rootUrl("crash/test.git"), "main");
        server.program().await("the push writes files", () -> files(repository) > before);
        server.kill();
        Outcome pushed = push.end();
        server.restart();
        String tip = author.git("ls-remote", server.rootUrl("crash/test.git"), "refs/heads/main");
        if (pushed.code() == 0) {
          assertThat(tip).startsWith(next);
        } else {
          assertThat(tip.substring(0, next.length())).isIn(acknowledged, next);
        }
        acknowledged = tip.substring(0, next.length());
        Tidiness.assertSound(author, repository);
      }
      author.git("push", "--quiet", server.rootUrl("crash/test.git"), "main");
    }
  }

  private static Client author(Client client) throws IOException {
    client.git("init", "--quiet", "--initial-branch=main", "author");
    return client.at("author");
  }

  private static String commitLargeFile(Client author, int seed) throws IOException {
    var bytes = new byte[8 << 20];
    new Random(seed).nextBytes(bytes);
    Files.write(author.file("large.bin"), bytes);
    author.git("add", "large.bin");
    return author.commit("seed.txt", "seed " + seed + "\n");
  }

  private static String refs(Client author, JarServer server) throws IOException {
    return author.git("ls-remote", "--refs", server.rootUrl("crash/test.git"));
  }

  private static String expected(Client author, int rounds) throws IOException {
    var lines = new StringBuilder(author.git("rev-parse", "main") + "\trefs/heads/main\n");
    for (int round = 1; round <= rounds; round++) {
      String commit = author.git("rev-parse", "round-" + round + "^{commit}");
      lines.append(commit).append("\trefs/heads/r").append(round).append('\n');
    }
    for (int round = 1; round <= rounds; round++) {
      String tag = author.git("rev-parse", "round-" + round);
      lines.append(tag).append("\trefs/tags/round-").append(round).append('\n');
    }
    return lines.toString().stripTrailing();
  }

  private static long files(Path repository) {
    try (Stream<Path> files = Files.walk(repository)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException | UncheckedIOException e) {
      // A file went away between being listed and being looked at.
      return 0;
    }
  }
}
