package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script beside the jar. */
final class LauncherIT {
  private static final Path JAR = Path.of(System.getProperty("wherry.jar"));
  private static final Path TARGET = JAR.toAbsolutePath().resolveSibling("");
  private static final String FROM_ARCHIVE = "io.wherry.Main source: shared objects file (top)";
  private static final String JAVA_HOME = System.getProperty("java.home");

  @TempDir Path room;

  @Test
  void serverComesFromTheArchiveAndEndsOnATermSignal() throws IOException {
    Program server = serve(TARGET.resolve("wherry"), JAVA_HOME);
    assertThat(Files.readString(room.resolve("classes.log"))).contains(FROM_ARCHIVE);
    server.terminate();
    assertThat(server.end().ended(0).err()).isEmpty();
  }

  /** Each of these made the start noticeably longer before it was kept out. */
  @Test
  void whatAStartDoesNotNeedIsNotLoaded() throws IOException {
    for (int i = 0; i < 2; i++) {
      Program server = serve(TARGET.resolve("wherry"), JAVA_HOME);
      server.terminate();
      server.end().ended(0);
    }
    assertThat(Files.readString(room.resolve("classes.log")))
        .contains("org.jdbi.v3.core.statement.SqlStatement ", "org.eclipse.jetty.http.MimeTypes ")
        .doesNotContain(
            "com.fasterxml.jackson.databind.",
            "org.yaml.",
            "org.flywaydb.core.Flyway ",
            "jdk.jfr.",
            "DefineStatementLexer",
            "javax.management.",
            "sun.util.cldr.",
            "ch.qos.logback.core.joran.action.",
            "ch.qos.logback.core.pattern.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "link", "link to a link", "on the path"})
  void itIsFoundHoweverItIsCalled(String how) throws IOException {
    Path link = Files.createSymbolicLink(room.resolve("a link"), TARGET.resolve("wherry"));
    Path second = Files.createSymbolicLink(room.resolve("second"), Path.of("a link"));
    Outcome outcome =
        switch (how) {
          case "relative" -> run(TARGET, Path.of("./wherry"), "version");
          case "link" -> run(room, link, "version");
          case "link to a link" -> run(room, Path.of("./" + room.relativize(second)), "version");
          default ->
              Program.start(
                      List.of("sh", "-c", "PATH=\"$PATH:" + TARGET + "\" && wherry version"),
                      room,
                      Map.of("JAVA_HOME", JAVA_HOME))
                  .end();
        };
    assertThat(outcome.ended(0).out()).startsWith("version ");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void argumentsAndExitCodesAreHandedOn() throws IOException {
    Path data = room.resolve("data of * \"mine\" $HOME");
    Path launcher = TARGET.resolve("wherry");
    run(room, launcher, "project", "create", "app", "--data", data.toString()).ended(0);
    assertThat(data).isDirectory();
    run(room, launcher, "project", "create", "app", "--data", data.toString()).ended(1);
    run(room, launcher, "project", "create").ended(2);
  }

  @Test
  void itWorksWithoutTheArchive() throws IOException {
    Path launcher = copy("wherry", "wherry.jar");
    Outcome outcome = run(room, launcher, "version").ended(0);
    assertThat(outcome.err()).isEmpty();
    Program server = serve(launcher, JAVA_HOME);
    server.terminate();
    assertThat(server.end().ended(0).err()).isEmpty();
  }

  @Test
  void newerJavaMakesItsOwnArchiveAndUsesItTheNextTime() throws IOException {
    Path home = OtherJavaIT.newestHome(room);
    Path launcher = copy("wherry", "wherry.jar", "wherry.jsa");
    for (int i = 0; i < 2; i++) {
      Program server = serve(launcher, home.toString());
      server.terminate();
      assertThat(server.end().ended(0).err()).isEmpty();
    }
    assertThat(Files.readString(room.resolve("classes.log"))).contains(FROM_ARCHIVE);
  }

  /** Containers often have no locale, for which Java takes names of files to be ASCII. */
  @Test
  void refsOfAnyNameComeAlongWithoutALocale() throws IOException {
    Path sample =
        Path.of(System.getProperty("wherry.repository"), "repos-sample", "manual.fast-export");
    List<String> data = List.of("--data", room.resolve("data").toString());
    var posix = Map.of("JAVA_HOME", JAVA_HOME, "LC_ALL", "POSIX");
    var words = new ArrayList<String>();
    words.addAll(List.of(TARGET.resolve("wherry").toString(), "project", "import", "manual"));
    words.add(sample.toString());
    words.addAll(data);
    Program.start(words, room, posix).end().ended(0);
    try (var files = Files.walk(room.resolve("data"))) {
      assertThat(files.filter(file -> file.endsWith("packed-refs")))
          .singleElement()
          .satisfies(refs -> assertThat(refs).content().contains("refs/heads/översättning"));
    }
    Outcome refused = Jar.bare().with("LC_ALL", "POSIX").run(room, "group", "list", "--data", "x");
    assertThat(refused.ended(1).err())
        .startsWith("wherry: names of files are")
        .endsWith("set LC_ALL=C.UTF-8\n");
    assertThat(room.resolve("x")).doesNotExist();
    Jar.bare().with("LC_ALL", "POSIX").run(room, "version").ended(0);
  }

  /** What lies in a directory of its own, so that nothing is left in the build's. */
  private Path copy(String... names) throws IOException {
    Path place = Files.createDirectories(room.resolve("a copy"));
    for (String name : names) {
      Files.copy(TARGET.resolve(name), place.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
    return place.resolve("wherry");
  }

  /** Started, and ready; where each class comes from is written down. */
  private Program serve(Path launcher, String javaHome) throws IOException {
    Path classes = room.resolve("classes.log");
    String log = "-Xlog:class+load:file=" + classes;
    Program program =
        Program.start(
            List.of(
                launcher.toString(),
                "serve",
                "--data",
                room.resolve("data").toString(),
                "--listen",
                "127.0.0.1:0"),
            room,
            Map.of("JAVA_HOME", javaHome, "WHERRY_JAVA_OPTIONS", log));
    program.await("the server is ready", () -> program.out().endsWith("\n"));
    return program;
  }

  private Outcome run(Path directory, Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(Arrays.asList(arguments));
    return Program.start(command, directory, Map.of("JAVA_HOME", JAVA_HOME)).end();
  }
}
