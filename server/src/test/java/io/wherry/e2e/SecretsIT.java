package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.e2e.JarServer.Token;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets must not be found. */
final class SecretsIT {
  private static final String PATH = "acme/app.git";

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void badInput42SecretsAreInNoLogNoArgumentAndNoFile(@TempDir Path room) throws IOException {
    try (JarServer server = JarServer.start()) {
      server.project("acme/app");
      Token token = server.token("--group", "acme");
      Client client = Client.in(room);
      client.git("clone", "--quiet", server.rootUrl(PATH));
      client.at("app").commit("file.txt", "content\n");
      client.at("app").git("push", "--quiet");
      client.git("ls-remote", server.url(token, PATH));
      client.tryGit("push", server.url(token, PATH), "main").failure();
      client.tryGit("ls-remote", server.url(token, "acme/none.git")).failure();
      var wrong = new Token(0, token.username(), "gldt-wrongwrongwrongwrong");
      client.tryGit("ls-remote", server.url(wrong, PATH)).failure();
      askBadly(server, token);

      List<String> secrets =
          List.of(
              Jar.ROOT_TOKEN,
              "root's password",
              token.secret(),
              token.secret().substring("gldt-".length()),
              wrong.secret(),
              base64("root", Jar.ROOT_TOKEN),
              base64(token.username(), token.secret()));
      String arguments = Files.readString(Path.of("/proc/" + server.program().id() + "/cmdline"));
      assertThat(arguments).contains("serve").doesNotContain(secrets);
      server.json("token", "list", "--all");
      String log = server.stop().ended(0).err();
      assertThat(log).contains("/" + PATH).doesNotContain(secrets);
      assertNoFileHolds(server.data(), secrets);
    }
  }

  /** Puts a secret where it does not belong. */
  private static void askBadly(JarServer server, Token token) throws IOException {
    String secret = token.secret();
    String escaped = secret.replace("-", "%2D");
    String target = "/" + PATH + "/info/refs?service=git-upload-pack";
    for (String line :
        List.of(
            "GET " + target + "&private_token=" + secret,
            "GET /" + secret + "/x.git/info/refs",
            "GET /" + escaped + "/x.git/info/refs",
            "GET http://" + token.username() + ":" + secret + "@127.0.0.1" + target,
            "GET /http://" + token.username() + ":" + secret + "@127.0.0.1" + target,
            "GET /x;token=" + secret + "/y",
            secret + " / HTTP/1.1",
            "BREW /" + secret)) {
      String request =
          line
              + " HTTP/1.1\r\nHost: 127.0.0.1\r\nPrivate-Token: "
              + secret
              + "\r\nAuthorization: Bearer "
              + secret
              + "\r\nConnection: close\r\n\r\n";
      try (var socket = new Socket()) {
        socket.connect(server.socketAddress());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readAllBytes();
        assertThat(new String(answer, StandardCharsets.ISO_8859_1))
            .startsWith("HTTP/1.1 4")
            .doesNotContain(secret);
      }
    }
  }

  private static String base64(String username, String secret) {
    byte[] pair = (username + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private static void assertNoFileHolds(Path directory, List<String> secrets) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(secrets).as(file.toString()).noneMatch(bytes::contains);
      }
    }
  }
}
