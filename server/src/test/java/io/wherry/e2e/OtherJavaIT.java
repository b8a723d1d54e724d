package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same jar under the newest Java of the machine. */
final class OtherJavaIT {
  private static final Path PLACE = Path.of("/usr/lib/jvm");
  private static final int OLDEST = 25;
  private static final Pattern VERSION = Pattern.compile("version \"([0-9]+)");

  /** One Java that is installed. */
  private record Java(int version, Path program) {}

  @Test
  void newerJavaServesAndDoesNotComplain(@TempDir Path room) throws IOException {
    Needs.program("git");
    Jar jar = Jar.standard().under(newest(room).program());
    Client client = Client.in(room);
    try (JarServer server = JarServer.start(jar)) {
      server.project("acme/app");
      client.git("clone", "--quiet", server.rootUrl("acme/app.git"));
      client.at("app").commit("file.txt", "content\n");
      client.at("app").git("push", "--quiet");
      client.git(
          "clone", "--quiet", server.url(server.token("--group", "acme"), "acme/app"), "again");
      assertThat(client.at("again").read("file.txt")).isEqualTo("content\n");
      assertThat(jar.run(room, "version").ended(0).err()).isEmpty();
      assertThat(server.stop().ended(0).err())
          .contains("INFO")
          .doesNotContain("WARN", "native", "deprecated", "restricted");
    }
  }

  /** Its directory. */
  static Path newestHome(Path room) throws IOException {
    return newest(room).program().resolve("../..").normalize();
  }

  private static Java newest(Path room) throws IOException {
    try (Stream<Path> places = Files.exists(PLACE) ? Files.list(PLACE) : Stream.empty()) {
      Optional<Java> newest =
          places
              .map(place -> place.resolve("bin/java"))
              .filter(Files::isExecutable)
              .map(program -> ask(program, room))
              .filter(java -> java.version() >= OLDEST)
              .max(Comparator.comparingInt(Java::version));
      if (newest.isEmpty()) {
        throw missing("there is no Java " + OLDEST + " or newer below " + PLACE);
      }
      return newest.get();
    }
  }

  private static Java ask(Path program, Path room) {
    try {
      String text =
          Program.start(List.of(program.toString(), "-version"), room, Map.of()).end().err();
      Matcher version = VERSION.matcher(text);
      return new Java(version.find() ? Integer.parseInt(version.group(1)) : 0, program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Only the machine that checks every change has to have a second Java. */
  private static AssertionError missing(String reason) {
    if (!Boolean.parseBoolean(System.getenv("CI"))) {
      Needs.skip(reason);
    }
    return Needs.missing(reason);
  }
}
