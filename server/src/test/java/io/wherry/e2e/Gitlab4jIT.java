package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java library gitlab4j-api, which sends forms, and always a date of expiry and a username. In
 * a Java of its own: it brings other versions of the libraries that the server has.
 */
final class Gitlab4jIT extends ApiClientContract {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private static String classPath;

  @BeforeAll
  static void compile(@TempDir Path classes) throws IOException {
    String jars = Needs.library("gitlab4j/jars") + "/*";
    String source = Needs.script("Gitlab4j.java").toString();
    String compiler = JAVA.resolve("javac").toString();
    var command = List.of(compiler, "-nowarn", "-d", classes.toString(), "-cp", jars, source);
    Program.start(command, classes, Map.of()).end().success();
    classPath = classes + File.pathSeparator + jars;
  }

  @Override
  List<String> program() {
    var command = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
    command.addAll(Jar.SHORT_LIVED);
    command.addAll(List.of("-cp", classPath, "Gitlab4j"));
    return command;
  }

  @Override
  Set<String> exceptions() {
    return Set.of("GitLabApiException");
  }

  @Override
  Set<String> neverSent() {
    return Set.of("bad_scope", "no_scope", "no_name", "blank_name", "bad_date", "unknown_shown");
  }

  @Override
  void assertMadeWithLittle(JsonNode token) {
    assertThat(Nodes.text(token, "name", "username")).containsExactly("plain", "group");
    assertThat(Nodes.scopes(token)).containsExactly("read_repository");
  }
}
