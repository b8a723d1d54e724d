package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while it repacks takes the job up again when it starts, and has lost
 * nothing; as often as it takes.
 */
final class CrashRepackIT {
  private static final int KILLS = 3;
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  /** Twice as much as calls for a repack. */
  private static final int BYTES = 16 << 20;

  private static final int FILES = 400;
  private static final String PATH = "crash/repack";

  private final Random random = new Random(SEED);

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
    System.out.println("killed repacks: -Dcrash.seed=" + SEED);
  }

  @Test
  void killedRepackIsTakenUpAgain(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      Path repository = server.repository(server.project(PATH));
      Client client = Client.in(room);
      client.git("init", "--quiet", "--initial-branch=main", "author");
      Client author = client.at("author");
      String tip = push(author, server);
      long usual = usualTime(server, repository);
      int kills = 0;
      while (kills < KILLS) {
        if (isDone(repository)) {
          tip = push(author, server);
        }
        awaitBegin(server, repository);
        boolean ended =
            server.program().endsWithin(Duration.ofNanos((long) (usual * random.nextDouble())));
        assertThat(ended).isFalse();
        kills += isRunning(repository) ? 1 : 0;
        server.kill();
        server.restart();
      }
      server.program().await("the repack is done", () -> isDone(repository));
      new Tidiness(server).await();
      Tidiness.assertSound(author, repository);
      assertThat(author.git("ls-remote", server.rootUrl(PATH + ".git"), "refs/heads/main"))
          .startsWith(tip);
      server.stop().ended(0);
    }
  }

  /** Enough for a repack; killed at once, the server takes that up when it starts. */
  private String push(Client author, JarServer server) throws IOException {
    for (int file = 0; file < FILES; file++) {
      var bytes = new byte[BYTES / FILES];
      random.nextBytes(bytes);
      Files.write(author.file(file + ".bin"), bytes);
    }
    author.git("add", ".");
    String tip = author.commit("seed.txt", random.nextLong() + "\n");
    author.git("push", "--quiet", server.rootUrl(PATH + ".git"), "main", "+main:refs/heads/a/b");
    return tip;
  }

  private static long usualTime(JarServer server, Path repository) {
    awaitBegin(server, repository);
    long start = System.nanoTime();
    server.program().await("the first repack is done", () -> isDone(repository));
    return System.nanoTime() - start;
  }

  private static void awaitBegin(JarServer server, Path repository) {
    server.program().await("a repack has begun", () -> isRunning(repository) || isDone(repository));
  }

  private static boolean isRunning(Path repository) {
    return Files.exists(repository.resolve("gc.pid"));
  }

  private static boolean isDone(Path repository) {
    try (Stream<Path> files = Files.list(repository.resolve("objects/pack"))) {
      return !isRunning(repository)
          && files.filter(file -> file.toString().endsWith(".pack")).count() == 1
          && Files.exists(repository.resolve("objects/info/commit-graph"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
