package io.wherry.http;

import io.wherry.TestServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection on which a test sends whatever bytes it likes. */
public final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  private RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    // A server that never answers fails the test instead of stopping it.
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  public static RawHttp connect(TestServer server) throws IOException {
    return new RawHttp(server.port());
  }

  /** All that the server says to these bytes until it closes, one answer after the other. */
  public static List<RawAnswer> answers(TestServer server, String request) throws IOException {
    try (var connection = connect(server)) {
      connection.send(request);
      connection.socket.shutdownOutput();
      return connection.answersToTheEnd();
    }
  }

  /** The only answer to these bytes. */
  public static RawAnswer answer(TestServer server, String request) throws IOException {
    List<RawAnswer> answers = answers(server, request);
    if (answers.size() != 1) {
      throw new AssertionError(answers.size() + " answers to one request: " + answers);
    }
    return answers.get(0);
  }

  /** The bytes of the text in ISO 8859-1, so that a test can send any. */
  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException e) {
      // The server refused before it had read all; what it said can still be read.
    }
  }

  /** The next answer, leaving the connection open. */
  public RawAnswer next() throws IOException {
    String head = head();
    if (head.isEmpty()) {
      throw new IOException("the server closed the connection without an answer");
    }
    var answer = new RawAnswer(head, "");
    String length = answer.header("Content-Length").orElse("0");
    byte[] body = in.readNBytes(Integer.parseInt(length));
    return new RawAnswer(head, new String(body, StandardCharsets.UTF_8));
  }

  /** What one read of the socket brings. */
  public String firstRead() throws IOException {
    var buffer = new byte[8 << 10];
    int count = socket.getInputStream().read(buffer);
    return new String(buffer, 0, Math.max(count, 0), StandardCharsets.UTF_8);
  }

  private List<RawAnswer> answersToTheEnd() throws IOException {
    var answers = new ArrayList<RawAnswer>();
    try {
      while (true) {
        in.mark(1);
        if (in.read() < 0) {
          return answers;
        }
        in.reset();
        answers.add(next());
      }
    } catch (SocketException e) {
      return answers;
    }
  }

  private String head() throws IOException {
    var head = new ByteArrayOutputStream();
    int value = in.read();
    while (value >= 0) {
      head.write(value);
      if (value == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        break;
      }
      value = in.read();
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
