package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects made from what is there already. */
@ExtendWith(Fleet.Extension.class)
final class ImportIT {
  private static final String EVERY_REF = "--format=%(objectname)%09%(refname)";

  private final JarServer server;
  private final Client client;

  ImportIT(Fleet fleet, @TempDir Path room) throws IOException {
    this.server = fleet.server;
    this.client = Client.in(room);
    client.git("init", "--quiet", "--bare", "--initial-branch=main", "bare.git");
    client.at("bare.git").gitReading(History.sample(), "fast-import", "--quiet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"normal", "bare", "bundle", "stream"})
  void everyKindOfSourceArrivesWhole(String kind) throws IOException {
    Client bare = client.at("bare.git");
    String path = "imported/" + kind;
    server.json("project", "import", path, source(kind).toString(), "--parents");
    String url = server.rootUrl(path + ".git");
    assertThat(client.git("ls-remote", "--refs", url))
        .isEqualTo(bare.git("for-each-ref", EVERY_REF));
    client.git("clone", "--quiet", url, "copy");
    assertThat(client.at("copy").read("README.md")).isEqualTo("# Harbour\n");
    client.at("copy").git("fsck", "--strict");
  }

  private Path source(String kind) throws IOException {
    Client bare = client.at("bare.git");
    switch (kind) {
      case "normal" -> {
        client.git("clone", "--quiet", "bare.git", "normal");
        client.at("normal").git("branch", "größe/naïve", "origin/größe/naïve");
        return client.file("normal");
      }
      case "bundle" -> {
        bare.git("bundle", "create", "--quiet", "../all.bundle", "--all");
        return client.file("all.bundle");
      }
      case "stream" -> {
        String stream = bare.git("fast-export", "--all", "--signed-tags=strip");
        return Files.writeString(client.file("all.fast-export"), stream + "\n");
      }
      default -> {
        return client.file("bare.git");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"noise", "empty", "cut bundle", "cut stream", "plain directory"})
  void whatCannotBeImportedLeavesNothingBehind(String kind) throws IOException {
    List<String> before = repositories();
    Outcome failed =
        server.run("project", "import", "broken/app", bad(kind).toString(), "--parents").ended(1);
    assertThat(failed.err()).startsWith("wherry: ").hasLineCount(1);
    assertThat(failed.out()).isEmpty();
    assertThat(server.json("project", "list").findValuesAsText("path"))
        .doesNotContain("broken/app");
    assertThat(repositories()).isEqualTo(before);
    try (Stream<Path> files = Files.walk(server.data().resolve("scratch"))) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.contains("import-"));
    }
  }

  private Path bad(String kind) throws IOException {
    Path file = client.file("bad");
    switch (kind) {
      case "noise" -> {
        var bytes = new byte[10_000];
        new Random(1).nextBytes(bytes);
        return Files.write(file, bytes);
      }
      case "cut bundle" -> {
        byte[] whole = Files.readAllBytes(source("bundle"));
        return Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      }
      case "cut stream" -> {
        String whole = new String(History.sample(), StandardCharsets.UTF_8);
        int inside = whole.lastIndexOf("changed after the tag");
        return Files.writeString(file, whole.substring(0, inside));
      }
      case "plain directory" -> {
        return Files.createDirectory(file);
      }
      default -> {
        return Files.createFile(file);
      }
    }
  }

  private List<String> repositories() throws IOException {
    try (Stream<Path> paths = Files.walk(server.data().resolve("repositories"), 3)) {
      return paths.map(Path::toString).filter(path -> path.endsWith(".git")).sorted().toList();
    }
  }
}
