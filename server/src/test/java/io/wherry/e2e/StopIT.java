package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the server stops. */
final class StopIT {
  /** More than the buffers of both ends hold. */
  private static final int PACK_BYTES = 24 << 20;

  private static final int SMALL_BUFFER = 4096;
  private static final String PATH = "acme/large.git";

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void runningCloneIsFinishedAndTheEndIsZero(boolean controlC, @TempDir Path room)
      throws IOException {
    try (JarServer server = JarServer.start();
        var socket = new Socket()) {
      server.project("acme/large");
      String tip = pushLargeFile(Client.in(room), server.rootUrl(PATH));
      socket.setReceiveBufferSize(SMALL_BUFFER);
      socket.connect(server.socketAddress());
      socket.getOutputStream().write(cloneRequest(tip));
      InputStream in = socket.getInputStream();
      byte[] beginning = in.readNBytes("HTTP/1.1 200".length());
      assertThat(new String(beginning, StandardCharsets.US_ASCII)).endsWith(" 200");

      if (controlC) {
        server.program().interrupt();
      } else {
        server.program().terminate();
      }
      server.program().await("new connections are refused", () -> isClosed(server.socketAddress()));
      assertThat(server.program().isRunning()).isTrue();
      // Longer than the second after which Jetty would call the connection idle.
      assertThat(server.program().endsWithin(Duration.ofMillis(1500))).isFalse();
      assertThatPackIsComplete(in);
      assertThat(server.program().end().ended(0).err()).doesNotContain("ERROR", "WARN");
      assertThat(server.data().resolve("server.lock")).hasContent("free");
    }
  }

  @Test
  void clientThatTakesTooLongIsCutOffAndTheEndIsZero(@TempDir Path room) throws IOException {
    Jar jar =
        Jar.standard()
            .with("WHERRY_HTTP_STOP_SECONDS", "1")
            .with("WHERRY_HTTP_IDLE_SECONDS", "3600");
    try (JarServer server = JarServer.start(jar);
        var socket = new Socket()) {
      server.project("acme/large");
      String tip = pushLargeFile(Client.in(room), server.rootUrl(PATH));
      socket.setReceiveBufferSize(SMALL_BUFFER);
      socket.connect(server.socketAddress());
      socket.getOutputStream().write(cloneRequest(tip));
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes("HTTP/1.1 200".length())).asString().endsWith(" 200");

      server.program().terminate();
      server.program().await("it ends", () -> !readsOneByteOf(in, server.program()));
      assertThat(server.program().end().ended(0).err())
          .contains("requests were still running when the time to stop was over")
          .doesNotContain("ERROR", "\tat ");
      assertThat(server.data().resolve("server.lock"))
          .as("the next start looks for what is left")
          .hasContent("held");
    }
  }

  /** False where nobody is left who would send one. */
  private static boolean readsOneByteOf(InputStream in, Program server) {
    try {
      return server.isRunning() && (in.available() == 0 || in.read() >= 0);
    } catch (IOException e) {
      return server.isRunning();
    }
  }

  private static String pushLargeFile(Client client, String url) throws IOException {
    client.git("init", "--quiet", "--initial-branch=main");
    var bytes = new byte[PACK_BYTES];
    new Random(1).nextBytes(bytes);
    Files.write(client.file("large.bin"), bytes);
    client.git("add", "large.bin");
    String tip = client.commit("small.txt", "small\n");
    client.git("push", "--quiet", url, "main");
    return tip;
  }

  /** In HTTP 1.0 the end of the connection is the end of the answer. */
  private static byte[] cloneRequest(String tip) {
    String pair = "root:" + Jar.ROOT_TOKEN;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    String body = "0040want " + tip + " side-band-64k\n00000009done\n";
    String head =
        "POST /"
            + PATH
            + "/git-upload-pack HTTP/1.0\r\n"
            + "Host: 127.0.0.1\r\n"
            + "Authorization: Basic "
            + basic
            + "\r\n"
            + "Content-Type: application/x-git-upload-pack-request\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isClosed(InetSocketAddress address) {
    try (var socket = new Socket()) {
      socket.connect(address);
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertThatPackIsComplete(InputStream in) throws IOException {
    var rest = new ByteArrayOutputStream();
    in.transferTo(rest);
    assertThat(rest.size()).isGreaterThan(PACK_BYTES);
    String all = rest.toString(StandardCharsets.ISO_8859_1);
    assertThat(all.substring(all.length() - 4)).isEqualTo("0000");
  }
}
