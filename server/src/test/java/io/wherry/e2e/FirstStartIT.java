package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first start makes of nothing, and what a later one may change. */
final class FirstStartIT {
  private static final String VARIABLE = "WHERRY_ROOT_TOKEN";
  private static final String SECOND = "another-token-of-root";

  @TempDir Path room;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void randomPasswordAndKeyAreForTheOwnersEyes() throws IOException {
    Path data = room.resolve("made/by/it");
    Program server =
        Jar.bare().start(room, "serve", "--data", data.toString(), "--listen", "127.0.0.1:0");
    server.await("the server is ready", () -> server.out().endsWith("\n"));
    server.terminate();
    server.end().ended(0);

    assertMode(data, "rwx------");
    assertMode(data.resolve("instance.key"), "rw-------");
    assertMode(data.resolve("initial_root_password"), "rw-------");
    assertThat(data.resolve("initial_root_password")).content().matches("\\S{24,}\n");
  }

  private static void assertMode(Path file, String mode) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as(file.toString())
        .isEqualTo(mode);
  }

  @Test
  void chosenPasswordIsWrittenNowhere() throws IOException {
    try (JarServer server = JarServer.start(Jar.standard())) {
      assertThat(server.data().resolve("initial_root_password")).doesNotExist();
    }
  }

  @Test
  void tokenOfRootIsReplacedByAnotherAtALaterStartAndKeptWithoutOne() throws IOException {
    Client client = Client.in(room);
    try (JarServer server = JarServer.start()) {
      server.project("acme/app");
      assertWorks(client, server, Jar.ROOT_TOKEN, true);
      server.stop().ended(0);
      server.restart(Jar.standard().with(VARIABLE, SECOND));
      assertWorks(client, server, SECOND, true);
      assertWorks(client, server, Jar.ROOT_TOKEN, false);
      server.stop().ended(0);
      server.restart(Jar.bare());
      assertWorks(client, server, SECOND, true);
    }
  }

  private static void assertWorks(Client client, JarServer server, String token, boolean works)
      throws IOException {
    String url = server.url(new Token(0, "root", token), "acme/app.git");
    Outcome listed = client.tryGit("ls-remote", url);
    assertThat(listed.code() == 0).as(listed.toString()).isEqualTo(works);
  }

  @Test
  void shortTokenOfRootIsRefused() throws IOException {
    Outcome refused =
        Jar.standard()
            .with(VARIABLE, "nineteen-characters")
            .run(room, "serve", "--data", "data", "--listen", "127.0.0.1:0")
            .ended(1);
    assertThat(refused.err()).isEqualTo("wherry: WHERRY_ROOT_TOKEN needs at least 20 characters\n");
  }
}
