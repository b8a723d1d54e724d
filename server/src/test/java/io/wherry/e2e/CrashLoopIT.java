package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.CrashPush.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed again and again while it is pushed to: what it acknowledged is there, it
 * starts by itself, leaves nothing lying about, and takes the push that was cut off.
 *
 * <p>{@code -Dcrash.pushes=100} makes it a hundred pushes; {@code -Dcrash.seed} repeats a run.
 */
final class CrashLoopIT {
  private static final int PUSHES = Integer.getInteger("crash.pushes", 14);
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

  /** Some moments lie behind the end: killed when all is said. */
  private static final double SPREAD = 1.05;

  private static final List<Kind> KINDS = List.of(Kind.values());

  private static final String PATH = "crash/loop";

  private final Random random = new Random(SEED);

  /** How long a push takes, by whether it is a large one. */
  private final Map<Boolean, Long> nanos = new HashMap<>();

  private int acknowledged;
  private int taken;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
    System.out.println("crash loop: -Dcrash.pushes=" + PUSHES + " -Dcrash.seed=" + SEED);
  }

  @Test
  void acknowledgedPushesSurviveKillsAtAnyMoment(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      Path repository = server.repository(server.project(PATH));
      Client client = Client.in(room);
      client.git("init", "--quiet", "--initial-branch=main", "author");
      Client author = client.at("author");
      author.commit("small.txt", "first\n");
      Map<String, String> now = Map.of();
      for (int round = 0; round < PUSHES; round++) {
        Kind kind = KINDS.get(round % KINDS.size());
        CrashPush push = CrashPush.next(author, kind, round, now);
        pushAndKill(author, server, push);
        new Tidiness(server).await();
        Tidiness.assertSound(author, repository);
        now = push.after();
      }
      new Tidiness(server).assertProjectsOnly();
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR");
    }
    System.out.printf("%d pushes, %d acknowledged, %d others taken%n", PUSHES, acknowledged, taken);
  }

  /** The first small and the first large one may end before the kill, to show how long it takes. */
  private void pushAndKill(Client author, JarServer server, CrashPush push) throws IOException {
    long start = System.nanoTime();
    Program git = author.startGit(command(push, server));
    boolean large = push.kind() == Kind.SEVERAL_MEGABYTES;
    Long usual = nanos.get(large);
    if (usual != null) {
      git.endsWithin(Duration.ofNanos((long) (usual * SPREAD * random.nextDouble())));
      server.kill();
    }
    Outcome outcome = git.end();
    if (usual == null) {
      nanos.put(large, System.nanoTime() - start);
      server.kill();
      outcome.success();
    }
    server.restart();
    Map<String, String> now = author.refs(server.rootUrl(PATH + ".git"));
    push.assertKept(outcome, now);
    acknowledged += outcome.code() == 0 ? 1 : 0;
    if (!now.equals(push.after())) {
      repeat(author, server, push);
    } else if (outcome.code() != 0) {
      taken++;
    }
  }

  /** Nothing that the killed server left is in its way. */
  private static void repeat(Client author, JarServer server, CrashPush push) throws IOException {
    author.git(command(push, server));
    assertThat(author.refs(server.rootUrl(PATH + ".git"))).isEqualTo(push.after());
  }

  private static String[] command(CrashPush push, JarServer server) {
    return push.commandTo(server.rootUrl(PATH + ".git")).toArray(String[]::new);
  }
}
