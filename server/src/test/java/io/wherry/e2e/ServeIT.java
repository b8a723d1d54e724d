package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the server starts, and when it does not. */
final class ServeIT {
  @TempDir Path room;

  @Test
  void readyLineIsAllThatIsPrinted() throws IOException {
    try (JarServer server = JarServer.start()) {
      assertThat(server.program().out())
          .matches("Wherry is ready at http://127\\.0\\.0\\.1:[0-9]+\n");
      Outcome stopped = server.stop().ended(0);
      assertThat(stopped.out()).hasLineCount(1);
      assertThat(stopped.err()).isEmpty();
    }
  }

  @Test
  void secondServerOnTheSameDataIsRefused() throws IOException {
    try (JarServer server = JarServer.start()) {
      Outcome second = server.run("serve", "--listen", "127.0.0.1:0").ended(1);
      assertThat(second.err())
          .startsWith("wherry: another server is running on the data directory " + server.data())
          .hasLineCount(1);
      server.project("still/works");
    }
  }

  @Test
  void portThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Outcome refused = serve(Jar.standard(), "--listen", address).ended(1);
      assertThat(refused.err()).startsWith("wherry: ").contains(address).hasLineCount(1);
    }
  }

  @Test
  void missingInstanceKeyIsRefusedWithTheWayOut() throws IOException {
    try (JarServer server = JarServer.start()) {
      server.project("acme/app");
      server.stop().ended(0);
      Path key = server.data().resolve("instance.key");
      Path aside = Files.move(key, room.resolve("key"));
      Outcome refused = server.run("serve", "--listen", "127.0.0.1:0").ended(1);
      assertThat(refused.err())
          .startsWith("wherry: the instance key is missing: put the file " + key)
          .contains("backup")
          .hasLineCount(1);
      assertThat(key).doesNotExist();
      assertThat(server.run("project", "list").ended(1).err()).contains("key is missing");

      Files.move(aside, key);
      server.restart();
      assertThat(server.json("project", "list").findValuesAsText("path")).contains("acme/app");
    }
  }

  @Test
  void instanceKeyMayLieElsewhere() throws IOException {
    Path key = room.resolve("elsewhere.key");
    Jar jar = Jar.standard().with("WHERRY_INSTANCE_KEY_FILE", key.toString());
    try (JarServer server = JarServer.start(jar)) {
      assertThat(key).exists();
      assertThat(server.data().resolve("instance.key")).doesNotExist();
      server.stop().ended(0);
      server.restart();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {listen: {prot: 8080}}          | there is no setting listen.prot
          {unknown: 1}                    | there is no setting unknown
          {listen: {port: 70000}}         | setting listen.port is "70000": give a number from 0
          {listen: {port: eighty}}        | setting listen.port is "eighty"
          {http: {threads: 1}}            | setting http.threads is "1": give a number from 8
          {git: {http: maybe}}            | setting git.http is "maybe": give true or false
          {git: {max_pack: 0}}            | setting git.max_pack is "0": give bytes
          {url: 'ftp://example.com'}      | setting url is "ftp://example.com": give an http
          {listen: [                      | is not YAML
          """)
  void badSettingStopsTheStartAndIsNamed(String yaml, String sentence) throws IOException {
    Path file = Files.writeString(room.resolve("wherry.yaml"), yaml);
    Outcome refused = serve(Jar.standard(), "--config", file.toString()).ended(1);
    assertThat(refused.err()).startsWith("wherry: ").contains(sentence).hasLineCount(1);
    assertThat(room.resolve("data")).doesNotExist();
  }

  @Test
  void badVariableStopsTheStartAndNamesTheKey() throws IOException {
    Outcome refused = serve(Jar.standard().with("WHERRY_HTTP_IDLE_SECONDS", "-1")).ended(1);
    assertThat(refused.err()).contains("setting http.idle_seconds is \"-1\"").hasLineCount(1);
  }

  @Test
  void settingsComeFromTheFileAndTheEnvironmentWins() throws IOException {
    Path file = room.resolve("wherry.yaml");
    Files.writeString(file, "tokens:\n  username_prefix: from-file-\ngit:\n  realm: file\n");
    Jar jar = Jar.standard().with("WHERRY_TOKENS_USERNAME_PREFIX", "from-environment-");
    try (JarServer server = JarServer.start(jar, "--config", file.toString())) {
      server.project("acme/app");
      assertThat(server.token("--group", "acme").username()).isEqualTo("from-environment-1");
      Client client = Client.in(room);
      Outcome refused =
          client.with("GIT_TRACE_CURL", "1").tryGit("ls-remote", server.url("acme/app.git"));
      assertThat(refused.failure().err()).contains("realm=\"file\"");
    }
  }

  private Outcome serve(Jar jar, String... more) throws IOException {
    var arguments = new ArrayList<>(List.of("serve"));
    arguments.addAll(List.of("--data", room.resolve("data").toString()));
    arguments.addAll(List.of(more));
    return jar.run(room, arguments.toArray(new String[0]));
  }
}
