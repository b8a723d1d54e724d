package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight clients clone and four push without a pause while the server repacks, again and again, by
 * its own upkeep: no clone fails, no push fails, no ref is lost.
 *
 * <p>{@code -Dsoak.seconds=300} makes it last five minutes.
 */
final class RepackSoakIT {
  private static final int SECONDS = Integer.getInteger("soak.seconds", 40);

  /**
   * The upkeep looks every ten seconds for what there is to do; on a busy machine it takes more.
   */
  private static final int SECONDS_FOR_A_REPACK = 30;

  private static final int REPACKS = Math.max(2, SECONDS / SECONDS_FOR_A_REPACK);

  /** How much longer it may last until there have been so many. */
  private static final int SECONDS_MORE = 120;

  private static final int CLONERS = 8;
  private static final int PUSHERS = 4;
  private static final int NOISE = 20_000;
  private static final String PATH = "soak/repack";

  private final AtomicInteger clones = new AtomicInteger();
  private final AtomicInteger pushes = new AtomicInteger();
  private final AtomicInteger repacks = new AtomicInteger();
  private final long start = System.nanoTime();

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void noCloneAndNoPushFailsWhileRepacksRun(@TempDir Path room) throws Exception {
    try (JarServer server = JarServer.start()) {
      Path repository = server.repository(server.project(PATH));
      Client author = author(Client.in(room.resolve("author")), "seed");
      author.git("push", "--quiet", url(server), "seed");
      var tasks = new ArrayList<Callable<Map<String, String>>>();
      for (int number = 0; number < CLONERS; number++) {
        Client client = Client.in(room.resolve("cloner" + number));
        tasks.add(() -> cloneAgainAndAgain(client, server));
      }
      for (int number = 0; number < PUSHERS; number++) {
        Client pusher = author(Client.in(room.resolve("pusher" + number)), "pusher" + number);
        tasks.add(() -> pushAgainAndAgain(pusher, server));
      }
      Map<String, String> expected = new TreeMap<>();
      expected.put("refs/heads/seed", author.git("rev-parse", "HEAD"));
      run(tasks, server, repository, expected);
      System.out.printf(
          "%d s: %s clones, %s pushes, %s repacks%n", seconds(), clones, pushes, repacks);
      assertThat(author.refs(url(server))).isEqualTo(expected);
      assertThat(repacks.get()).isGreaterThanOrEqualTo(REPACKS);
      new Tidiness(server).await();
      assertThat(server.stop().ended(0).err()).doesNotContain("ERROR");
      Tidiness.assertSound(author, repository);
    }
  }

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private boolean isOn() {
    return seconds() < SECONDS || (seconds() < SECONDS + SECONDS_MORE && repacks.get() < REPACKS);
  }

  /** Until all have ended; counts the repacks that come to their end meanwhile. */
  private void run(
      List<Callable<Map<String, String>>> tasks,
      JarServer server,
      Path repository,
      Map<String, String> expected)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<Map<String, String>>> running = tasks.stream().map(threads::submit).toList();
      FileTime last = lastRepack(repository);
      while (running.stream().anyMatch(task -> !task.isDone())) {
        FileTime before = last;
        server
            .program()
            .await(
                "a repack or the end",
                () ->
                    !lastRepack(repository).equals(before)
                        || running.stream().allMatch(Future::isDone));
        last = lastRepack(repository);
        repacks.addAndGet(last.equals(before) ? 0 : 1);
      }
      for (Future<Map<String, String>> task : running) {
        expected.putAll(task.get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Map<String, String> cloneAgainAndAgain(Client client, JarServer server)
      throws IOException {
    while (isOn()) {
      client.git("clone", "--quiet", "--bare", url(server), "copy.git");
      FileUtils.delete(client.file("copy.git").toFile(), FileUtils.RECURSIVE);
      clones.incrementAndGet();
    }
    return Map.of();
  }

  /** Its refs and their values at the end. */
  private Map<String, String> pushAgainAndAgain(Client client, JarServer server)
      throws IOException {
    var refs = new TreeMap<String, String>();
    String name = client.git("symbolic-ref", "--short", "HEAD");
    var random = new Random(name.hashCode());
    for (int round = 0; isOn(); round++) {
      var noise = new byte[NOISE];
      random.nextBytes(noise);
      Files.write(client.file("noise" + round % 10), noise);
      client.git("add", ".");
      String tip = client.commit("round.txt", round + "\n");
      refs.put("refs/heads/" + name, tip);
      String tag = "refs/tags/%s-%d".formatted(name, round);
      refs.put(tag, tip);
      String old = "refs/tags/%s-%d".formatted(name, round - 10);
      var command = new ArrayList<>(List.of("push", "--quiet", url(server), name, tip + ":" + tag));
      if (refs.remove(old) != null) {
        command.add(":" + old);
      }
      client.git(command.toArray(String[]::new));
      pushes.incrementAndGet();
    }
    return refs;
  }

  private static Client author(Client client, String branch) throws IOException {
    client.git("init", "--quiet", "--initial-branch=" + branch);
    client.commit("round.txt", branch + "\n");
    return client;
  }

  /** The commit graph is the last thing that a repack writes. */
  private static FileTime lastRepack(Path repository) {
    Path graph = repository.resolve("objects/info/commit-graph");
    try {
      return Files.exists(graph) ? Files.getLastModifiedTime(graph) : FileTime.fromMillis(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String url(JarServer server) {
    return server.rootUrl(PATH + ".git");
  }
}
