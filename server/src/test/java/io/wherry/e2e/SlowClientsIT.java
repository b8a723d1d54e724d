package io.wherry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow to ask or slow to listen. */
final class SlowClientsIT {
  private static final int TRICKLERS = 500;
  private static final int CLONES = 4;
  private static final int MOST_ROUNDS = 120;

  private static final int MORE_THAN_FILES = 350;

  /** More than the buffers of both ends hold. */
  private static final int PACK_BYTES = 32 << 20;

  private static final String PATH = "open/site.git";

  /** What the reader ends with. */
  private static final int CUT_OFF = 3;

  @TempDir Path room;

  @BeforeAll
  static void needsGit() {
    Needs.program("git");
  }

  @Test
  void othersCloneUndisturbedBesideFiveHundredTricklers() throws IOException {
    Client client = Client.in(room);
    try (JarServer server =
        JarServer.start(Jar.standard().with("WHERRY_HTTP_IDLE_SECONDS", "60"))) {
      fill(server, client, 1000);
      String head =
          "POST /"
              + PATH
              + "/git-upload-pack HTTP/1.1\r\nHost: localhost\r\n"
              + "Content-Type: application/x-git-upload-pack-request\r\n"
              + "Content-Length: 100000\r\n\r\n";
      try (var trickle = new Trickle(server.socketAddress(), TRICKLERS, head)) {
        trickle.round();
        for (Program clone : clones(server, client)) {
          while (clone.isRunning()) {
            trickle.round();
          }
          clone.end().ended(0);
        }
        assertThat(trickle.open()).isEqualTo(TRICKLERS);
        for (int i = 0; i < MOST_ROUNDS && trickle.open() > 0; i++) {
          trickle.round();
        }
        assertThat(trickle.ends()).hasSize(TRICKLERS).containsOnly("HTTP/1.1 408");
      }
      new Inside(server.program()).awaitIdle();
    }
  }

  /** What cannot be opened is nothing to JGit: lists of refs would be short. */
  @Test
  void connectionsNeverTakeAllFilesThatTheServerMayOpen() throws IOException {
    Client client = Client.in(room);
    Jar jar =
        Jar.standard()
            .with("WHERRY_HTTP_IDLE_SECONDS", "5")
            .with("WHERRY_HTTP_THREADS", "16")
            .startedBy(List.of("sh", "-c", "ulimit -n 300; exec \"$@\"", "sh"));
    List<SocketChannel> idle = new ArrayList<>();
    try (JarServer server = JarServer.start(jar)) {
      fill(server, client, 1000);
      for (int i = 0; i < MORE_THAN_FILES; i++) {
        var channel = SocketChannel.open();
        idle.add(channel);
        channel.configureBlocking(false);
        channel.connect(server.socketAddress());
      }
      server
          .program()
          .await(
              "no more is let in",
              () -> server.log().contains("102 connections are open, others have to wait"));

      client.git("clone", "--quiet", server.url(PATH), "clone");
      assertThat(server.log()).doesNotContain("ERROR", "Too many open files");
    } finally {
      for (SocketChannel channel : idle) {
        channel.close();
      }
    }
  }

  private static List<Program> clones(JarServer server, Client client) throws IOException {
    List<Program> clones = new ArrayList<>();
    for (int i = 0; i < CLONES; i++) {
      clones.add(client.startGit("clone", "--quiet", server.url(PATH), "clone" + i));
    }
    return clones;
  }

  @Test
  void whoDoesNotTakeTheAnswerIsCutOffAndHoldsUpNobodyAnyLonger() throws IOException {
    Client client = Client.in(room);
    Jar jar =
        Jar.standard()
            .with("WHERRY_HTTP_IDLE_SECONDS", "15")
            .with("WHERRY_HTTP_MIN_RESPONSE_RATE", "1000000")
            // For one pack at a time, which is sent as it is made.
            .with("WHERRY_GIT_ANSWER_CACHE", "0")
            .with("WHERRY_GIT_PACK_MEMORY", "1MiB");
    try (JarServer server = JarServer.start(jar)) {
      fill(server, client, PACK_BYTES);
      Program slow = read(server, client, "100000", "60");
      slow.await("it takes its pack", () -> slow.out().equals("begun\n"));

      client.git("clone", "--quiet", server.url(PATH), "clone");
      server
          .program()
          .await("it is cut off", () -> server.log().contains("takes the answer too slowly"));
      new Inside(server.program()).awaitIdle();
      slow.end().ended(CUT_OFF);
    }
  }

  /** Of its progress the server would hear every megabyte only. */
  @Test
  void whoTakesTheAnswerAtTenKilobytesASecondStays() throws IOException {
    Client client = Client.in(room);
    Jar jar =
        Jar.standard().with("WHERRY_HTTP_IDLE_SECONDS", "10").with("WHERRY_GIT_ANSWER_CACHE", "0");
    try (JarServer server = JarServer.start(jar)) {
      fill(server, client, PACK_BYTES);
      read(server, client, "10000", "40").end().ended(0);
      assertThat(server.log()).doesNotContain("too slowly", "Idle timeout");
    }
  }

  private static Program read(JarServer server, Client client, String rate, String seconds)
      throws IOException {
    Path script = Checkout.root().resolve("server/src/test/clients/slow_reader.py");
    List<String> command =
        List.of(
            Needs.program("python3").toString(),
            script.toString(),
            String.valueOf(server.port()),
            PATH,
            "request",
            rate,
            seconds);
    return Program.start(command, client.directory(), Map.of());
  }

  /** Makes a public project of that size, and a file with the request for all of it. */
  private static void fill(JarServer server, Client client, int bytes) throws IOException {
    server.project("open/site", "--visibility", "public");
    client.git("init", "--quiet", "--initial-branch=main");
    var content = new byte[bytes];
    new Random(1).nextBytes(content);
    Files.write(client.file("large.bin"), content);
    client.git("add", "large.bin");
    String tip = client.commit("small.txt", "small\n");
    client.git("push", "--quiet", server.rootUrl(PATH), "main");
    String request = "0040want " + tip + " side-band-64k\n00000009done\n";
    Files.writeString(client.file("request"), request, StandardCharsets.US_ASCII);
  }
}
