package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the pages tell people to type: the {@code sh} blocks and, in {@code console} blocks,
 * the lines that begin with a dollar sign. One page is one shell session. A block behind the line
 * {@code <!-- not run: why -->} is left out.
 */
final class DocsIT {
  private static final String NOT_RUN = "<!-- not run: ";
  private static final List<String> SAMPLES = List.of("harbour", "charts", "manual");

  private static JarServer server;
  private static Token groupToken;
  private static Token projectToken;
  private static Token personalToken;

  @BeforeAll
  static void startServer() throws IOException {
    Needs.program("git");
    server = JarServer.start();
    for (String name : SAMPLES) {
      Path stream = Checkout.root().resolve("repos-sample/" + name + ".fast-export");
      server.json("project", "import", "acme/fleet/" + name, stream.toString(), "--parents");
    }
    groupToken = server.token("--group", "acme");
    projectToken = server.token("--project", "acme/fleet/harbour");
    Token person = server.person("ann");
    server.member("--group", "acme", person, "developer");
    personalToken = server.personalToken(person, "write_repository");
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  static List<Path> pages() throws IOException {
    var pages = new ArrayList<>(List.of(Checkout.root().resolve("README.md")));
    try (Stream<Path> clients = Files.list(Checkout.root().resolve("docs/clients"))) {
      clients.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commandsOfThePageWork(Path page, @TempDir Path room) throws IOException {
    String commands = String.join("\n", commands(page));
    Path script = Files.writeString(room.resolve("page.sh"), commands + "\n");
    Client.in(room)
        .with("WHERRY_URL", server.url())
        .with("WHERRY_HOST", server.address())
        .with("DEPLOY_USER", groupToken.username())
        .with("DEPLOY_TOKEN", groupToken.secret())
        .with("PROJECT_USER", projectToken.username())
        .with("PROJECT_TOKEN", projectToken.secret())
        .with("PERSON", personalToken.username())
        .with("PERSONAL_TOKEN", personalToken.secret())
        .run(List.of("bash", "-eux", script.toString()))
        .success();
  }

  @Test
  void pageAboutGitHasCommands() throws IOException {
    List<String> commands = commands(Checkout.root().resolve("docs/clients/git.md"));
    assertThat(commands).anyMatch(line -> line.startsWith("git clone "));
  }

  private static List<String> commands(Path page) throws IOException {
    var commands = new ArrayList<String>();
    String block = "";
    String before = "";
    for (String line : Files.readAllLines(page)) {
      if (block.isEmpty() && line.startsWith("```")) {
        block = before.startsWith(NOT_RUN) ? "skipped" : line.substring(3).strip() + " ";
      } else if (line.equals("```")) {
        block = "";
      } else if (block.equals("sh ")) {
        commands.add(line);
      } else if (block.equals("console ") && line.startsWith("$ ")) {
        commands.add(line.substring(2));
      }
      before = line.isBlank() ? before : line;
    }
    return commands;
  }
}
