package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wherry.TestServer;
import io.wherry.namespace.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients that take a connection and give little for it. */
class SlowClientsTest {
  private static final int TRICKLERS = 40;
  private static final int MILLIS_BETWEEN_BYTES = 500;
  private static final int MOST_BYTES = 60;
  private static final String HEAD =
      """
      POST /open.git/git-upload-pack HTTP/1.1\r
      Host: localhost\r
      Content-Type: application/x-git-upload-pack-request\r
      Content-Length: 100000\r
      \r
      """;
  private static final String GOOD_REQUEST =
      "GET /open.git/info/refs?service=git-upload-pack HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Test
  void badInput25RequestsThatTrickleEndWithATimeoutAndOthersAreServed() throws Exception {
    List<Socket> tricklers = new ArrayList<>();
    try (var server = TestServer.start(Map.of("WHERRY_HTTP_IDLE_SECONDS", "2"))) {
      server.project("open", Visibility.PUBLIC);
      for (int i = 0; i < TRICKLERS; i++) {
        tricklers.add(open(server, HEAD));
      }
      try (Socket honest = open(server, GOOD_REQUEST)) {
        assertThat(status(honest.getInputStream())).isEqualTo("HTTP/1.1 200");
      }
      assertThat(trickle(tricklers.get(0))).isEqualTo("HTTP/1.1 408");
    } finally {
      for (Socket socket : tricklers) {
        socket.close();
      }
    }
  }

  @Test
  void oneAddressHasNoMoreConnectionsThanItMay() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_HTTP_CONNECTIONS_OF_ADDRESS", "2"))) {
      server.project("open", Visibility.PUBLIC);
      try (Socket first = open(server, GOOD_REQUEST);
          Socket second = open(server, GOOD_REQUEST)) {
        assertThat(status(first.getInputStream())).isEqualTo("HTTP/1.1 200");
        assertThat(status(second.getInputStream())).isEqualTo("HTTP/1.1 200");
        assertThat(isRefused(server)).isTrue();
      }
    }
  }

  @Test
  void whoHasClosedHisConnectionsMayOpenOthers() throws Exception {
    try (var server = TestServer.start(Map.of("WHERRY_HTTP_CONNECTIONS_OF_ADDRESS", "1"))) {
      server.project("open", Visibility.PUBLIC);
      for (int i = 0; i < 3; i++) {
        try (Socket only = openAtLast(server)) {
          assertThat(only.isConnected()).isTrue();
          assertThat(isRefused(server)).isTrue();
        }
      }
    }
  }

  /** The server notices a little later that a client has gone. */
  private static Socket openAtLast(TestServer server) throws IOException {
    for (int tries = 0; tries < 10_000; tries++) {
      var socket = open(server, GOOD_REQUEST);
      try {
        if (status(socket.getInputStream()).equals("HTTP/1.1 200")) {
          return socket;
        }
      } catch (SocketException e) {
        // Refused, and told so by a reset.
      }
      socket.close();
    }
    throw new AssertionError("every connection was refused");
  }

  private static boolean isRefused(TestServer server) {
    try (Socket third = open(server, GOOD_REQUEST)) {
      return third.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static Socket open(TestServer server, String head) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Sends a byte whenever the answer has not come for a while. */
  private static String trickle(Socket socket) throws IOException {
    socket.setSoTimeout(MILLIS_BETWEEN_BYTES);
    for (int i = 0; i < MOST_BYTES; i++) {
      try {
        return status(socket.getInputStream());
      } catch (SocketTimeoutException e) {
        sendByte(socket, "0032want".charAt(i % 8));
      }
    }
    return "no answer";
  }

  private static void sendByte(Socket socket, char value) throws IOException {
    try {
      socket.getOutputStream().write(value);
    } catch (SocketException e) {
      // It is closed by now, and the answer is still to be read.
      return;
    }
  }

  private static String status(InputStream answer) throws IOException {
    return new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
  }
}
