package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server to try things on. */
final class DemoIT {
  @Test
  void printedLinesWorkAsTheyAreAndNothingRemains(@TempDir Path room) throws IOException {
    Needs.program("git");
    Path temporary = Files.createDirectory(room.resolve("tmp"));
    Jar jar = Jar.bare().option("-Djava.io.tmpdir=" + temporary);
    Program demo = jar.start(room, "demo", "--listen", "127.0.0.1:0");
    demo.await("the demo is ready", () -> demo.out().contains("Ctrl-C stops"));
    assertThat(demo.out()).startsWith("Wherry is ready at http://127.0.0.1:");
    List<String> lines =
        demo.out().lines().map(String::strip).filter(line -> line.startsWith("git ")).toList();
    assertThat(lines).filteredOn(line -> line.startsWith("git clone ")).hasSize(2);

    Client client = Client.in(room);
    for (String line : lines) {
      client.run(List.of("bash", "-c", line)).success();
    }
    assertThatBothCameAlong(client);
    demo.terminate();
    demo.end().ended(0);
    try (Stream<Path> rest = Files.walk(temporary)) {
      assertThat(rest.filter(path -> !path.equals(temporary))).isEmpty();
    }
    assertThat(room.resolve("wherry-data")).doesNotExist();
  }

  private static void assertThatBothCameAlong(Client client) throws IOException {
    Client harbour = client.at("harbour");
    harbour.git("fsck", "--strict");
    String submodules = harbour.git("submodule", "status", "--recursive");
    assertThat(submodules.lines()).isNotEmpty().noneMatch(line -> line.startsWith("-"));
    assertThat(client.at("harbour-alone").git("rev-parse", "HEAD"))
        .isEqualTo(harbour.git("rev-parse", "HEAD"));
    assertThat(harbour.git("tag")).isNotEmpty();
  }
}
