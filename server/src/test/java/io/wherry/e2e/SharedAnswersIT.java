package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many machines clone the same at once; one pack is made for all of them. */
final class SharedAnswersIT {
  private static final int CLIENTS = 32;
  private static final int BYTES = 20 << 20;

  @BeforeAll
  static void needGit() {
    Needs.program("git");
  }

  @Test
  void clonesAtOnceAreWholeAndShareOnePackAlsoWhenSomeAreKilled(@TempDir Path room)
      throws IOException {
    try (var server = JarServer.start()) {
      server.project("fleet/app");
      Client client = Client.in(room);
      String tip = fill(client, server.rootUrl("fleet/app.git"));
      String url = server.url(server.token("--group", "fleet"), "fleet/app.git");

      var killed = new ArrayList<Program>();
      var clones = new ArrayList<Program>();
      for (int i = 0; i < CLIENTS; i++) {
        clones.add(client.startGit("clone", "--quiet", "--bare", url, "clone" + i));
        if (i % 8 == 0) {
          killed.add(client.startGit("clone", "--quiet", "--bare", url, "killed" + i));
        }
      }
      killed.forEach(Program::kill);
      clones.forEach(clone -> clone.end().success());
      killed.forEach(Program::end);

      for (int i = 0; i < CLIENTS; i++) {
        Client copy = client.at("clone" + i);
        assertThat(copy.git("rev-parse", "main")).isEqualTo(tip);
        copy.git("fsck", "--strict");
      }
      assertThat(packs(server)).isEqualTo(1);

      server.stop();
      assertThat(scratch(server)).isEmpty();
    }
  }

  private static String fill(Client client, String url) throws IOException {
    client.git("clone", "--quiet", url, "author");
    Client author = client.at("author");
    var content = new byte[BYTES];
    new Random(1).nextBytes(content);
    Files.write(author.directory().resolve("large"), content);
    author.git("checkout", "--quiet", "-B", "main");
    author.git("add", "large");
    author.git("commit", "--quiet", "--message", "large");
    author.git("push", "--quiet", "origin", "main");
    return author.git("rev-parse", "main");
  }

  /** How many packs the server has made to be sent. */
  private static long packs(JarServer server) throws IOException {
    return scratch(server).stream().filter(file -> file.toFile().length() > BYTES).count();
  }

  private static List<Path> scratch(JarServer server) throws IOException {
    try (Stream<Path> files = Files.walk(server.data().resolve("scratch"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
