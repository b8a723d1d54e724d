package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clones at once of a repository that has just come, with little memory for so many objects.
 */
final class LargeRepositoryIT {
  private static final int CLONES = 8;
  private static final int COMMITS = 25_000;

  /** Each of them with a file and two directories. */
  private static final int OBJECTS = 4 * COMMITS;

  private static final String HEAP = "-Xmx96m";

  @TempDir Path room;

  @Test
  void everyCloneRightAfterAnImportAndRightAfterAPushIsFinished() throws IOException {
    Needs.program("git");
    Client client = Client.in(room);
    client.git("init", "--quiet", "--bare", "--initial-branch=main", "source.git");
    client.at("source.git").gitReading(history(), "fast-import", "--quiet");
    try (JarServer server = JarServer.start(Jar.standard().option(HEAP))) {
      server.json(
          "project", "import", "open/imported", client.file("source.git").toString(), "--parents");
      assertThatAllClone(server, client, "open/imported.git");

      long pushed = server.project("open/pushed");
      String url = server.rootUrl("open/pushed.git");
      client.at("source.git").git("push", "--quiet", "--mirror", url);
      assertThatAllClone(server, client, "open/pushed.git");
      assertThat(files(server.repository(pushed).resolve("objects/pack")))
          .filteredOn(name -> name.endsWith(".bitmap"))
          .hasSize(1);
      assertThat(server.log()).doesNotContain("OutOfMemoryError", "ERROR", "WARN");
    }
  }

  private static void assertThatAllClone(JarServer server, Client client, String path)
      throws IOException {
    List<Program> clones = new ArrayList<>();
    for (int i = 0; i < CLONES; i++) {
      String place = path.replaceAll("\\W", "-") + i;
      clones.add(client.startGit("clone", "--quiet", "--bare", server.rootUrl(path), place));
    }
    for (Program clone : clones) {
      clone.end().ended(0);
    }
    String counted = client.at(path.replaceAll("\\W", "-") + "0").git("count-objects", "-v");
    assertThat(counted).contains("in-pack: " + OBJECTS);
  }

  private static byte[] history() {
    var history = new History();
    for (int i = 0; i < COMMITS; i++) {
      history.commit("main", "directory/file" + i % 100 + ".txt", "content " + i + "\n");
    }
    return history.bytes();
  }

  private static List<String> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
