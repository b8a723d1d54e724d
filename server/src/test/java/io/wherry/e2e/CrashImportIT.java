package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An import that is killed leaves either no project or the whole of it, and nothing behind; it can
 * be done again.
 */
final class CrashImportIT {
  private static final int KILLS = 3;
  private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
  private static final int COMMITS = 3000;

  private final Random random = new Random(SEED);

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
    System.out.println("killed imports: -Dcrash.seed=" + SEED);
  }

  @Test
  void killedImportIsNothingOrAllAndCanBeRepeated(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      Client source = source(Client.in(room));
      long start = System.nanoTime();
      importInto("crash/first", server, source).end().success();
      long usual = System.nanoTime() - start;
      for (int kill = 0; kill < KILLS; kill++) {
        String path = "crash/import" + kill;
        Program command = importInto(path, server, source);
        command.endsWithin(Duration.ofNanos((long) (usual * random.nextDouble())));
        command.kill();
        command.end();
        // Beside a killed command the server goes on; what is left goes when it starts.
        assertWhole("crash/first", server, source);
        server.kill();
        server.restart();
        var tidiness = new Tidiness(server);
        tidiness.await();
        tidiness.assertProjectsOnly();
        if (!server.json("project", "list").findValuesAsText("path").contains(path)) {
          importInto(path, server, source).end().success();
        }
        assertWhole(path, server, source);
      }
    }
  }

  private static Client source(Client client) throws IOException {
    client.git("init", "--quiet", "--bare", "--initial-branch=main", "source.git");
    Client source = client.at("source.git");
    var history = new History();
    for (int commit = 0; commit < COMMITS; commit++) {
      String file = "part" + commit % 100 + "/file" + commit % 1000 + ".txt";
      history.commit("main", file, ("line of commit " + commit + "\n").repeat(commit % 300));
    }
    source.gitReading(history.bytes(), "fast-import", "--quiet");
    return source;
  }

  private static Program importInto(String path, JarServer server, Client source)
      throws IOException {
    return server.startCommand(
        "project", "import", path, source.directory().toString(), "--parents");
  }

  private static void assertWhole(String path, JarServer server, Client source) throws IOException {
    String url = server.rootUrl(path + ".git");
    String copy = path.replace('/', '-') + "-" + System.nanoTime();
    source.git("clone", "--quiet", "--mirror", url, copy);
    Client clone = source.at(copy);
    clone.git("fsck", "--strict");
    assertThat(clone.git("for-each-ref")).isEqualTo(source.git("for-each-ref"));
  }
}
