package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that is still sending must be able to read why it was refused. */
class RefusedBodyTest {
  private static final int CHUNK = 64 << 10;
  private static final int CHUNKS = (20 << 20) / CHUNK;
  private static final String GOOD_REQUEST =
      "GET /acme/app/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: x\r\n\r\n";

  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    server = TestServer.start();
    server.project("acme/app");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/acme/app/git-receive-pack", "/acme/app/git-upload-pack"})
  void bodyOf20MiBInChunksIsReadToItsEndBeforeTheRefusal(String path) throws Exception {
    try (var connection = RawHttp.connect(server)) {
      connection.send(head(path, "Transfer-Encoding: chunked"));
      sendChunks(connection);
      assertChallenged(connection.next());

      // The connection is still good.
      connection.send(GOOD_REQUEST);
      assertChallenged(connection.next());
    }
  }

  @Test
  void bodyOf20MiBWithALengthIsReadToItsEndBeforeTheRefusal() throws Exception {
    try (var connection = RawHttp.connect(server)) {
      connection.send(head("/acme/app/git-receive-pack", "Content-Length: " + (CHUNK * CHUNKS)));
      for (int i = 0; i < CHUNKS; i++) {
        connection.send(new byte[CHUNK]);
      }
      assertChallenged(connection.next());
      connection.send(GOOD_REQUEST);
      assertChallenged(connection.next());
    }
  }

  @Test
  void bodyOfARequestThatNobodyServesIsReadToItsEnd() throws Exception {
    for (String path :
        new String[] {"/acme/app/nothing", "/acme/app/info/refs", "/acme%2fapp/git-upload-pack"}) {
      try (var connection = RawHttp.connect(server)) {
        connection.send(head(path, "Transfer-Encoding: chunked"));
        sendChunks(connection);

        assertThat(connection.next().status()).as(path).isIn(400, 404, 405);
        connection.send(GOOD_REQUEST);
        assertChallenged(connection.next());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Expect: 100-continue", "Expect: 100-Continue", "expect: 100-continue"})
  void clientThatAsksFirstIsRefusedBeforeItSends(String expect) throws Exception {
    for (String length : new String[] {"Content-Length: 20971520", "Transfer-Encoding: chunked"}) {
      try (var connection = RawHttp.connect(server)) {
        connection.send(head("/acme/app/git-receive-pack", expect + "\r\n" + length));

        // An answer with status 100 would be the permission to send.
        assertChallenged(connection.next());
      }
    }
  }

  @Test
  void clientThatAsksFirstAndMayIsToldToGoOn() throws Exception {
    try (var connection = RawHttp.connect(server)) {
      connection.send(
          head(
              "/acme/app/git-receive-pack",
              "Authorization: "
                  + TestServer.basic("root", TestServer.ROOT_TOKEN)
                  + "\r\nExpect: 100-continue\r\nContent-Length: 4"));
      assertThat(connection.next().status()).isEqualTo(100);
      connection.send("0000");
      assertThat(connection.next().status()).isEqualTo(200);
    }
  }

  /** Some clients misread a body that comes in a segment of its own. */
  @Test
  void headAndBodyOfARefusalComeInOnePiece() throws Exception {
    try (var connection = RawHttp.connect(server)) {
      connection.send(GOOD_REQUEST);
      String first = connection.firstRead();

      assertThat(first).startsWith("HTTP/1.1 401").contains("\r\n\r\nHTTP Basic: Access denied.");
      assertThat(first).endsWith(".\n");
    }
  }

  private static String head(String path, String headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-git-receive-pack-request\r\n"
        + headers
        + "\r\n\r\n";
  }

  private static void sendChunks(RawHttp connection) throws IOException {
    var chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    byte[] size = (Integer.toHexString(CHUNK) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CHUNKS; i++) {
      connection.send(size);
      connection.send(chunk);
      connection.send("\r\n");
    }
    connection.send("0\r\n\r\n");
  }

  private static void assertChallenged(RawAnswer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).hasValue("Basic realm=\"GitLab\"");
    assertThat(answer.body()).startsWith("HTTP Basic: Access denied.");
  }
}
