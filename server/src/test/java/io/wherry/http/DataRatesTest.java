package io.wherry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** What counts as slow, on real connections whose idle timeout is out of the way. */
class DataRatesTest {
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final long RATE = 1L << 30;
  private static final int WRITE = 1 << 20;
  private static final int MANY_WRITES = 256;

  /** For a client that takes all it can, on a machine that has other things to do. */
  private static final Duration LONG_PATIENCE = Duration.ofSeconds(2);

  private static final int WRITES = 8;
  private static final int LONG_MILLIS = 100;
  private static final String GET = "GET / HTTP/1.0\r\n\r\n";

  /** Answers in a few steps, and says how that ended. */
  private static final class Answering extends Handler.Abstract {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final int writes;
    private final Duration pause;

    Answering(int writes, Duration pause) {
      this.writes = writes;
      this.pause = pause;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      write(writes, response, callback);
      return true;
    }

    private void write(int left, Response response, Callback callback) {
      if (left == 0) {
        ended.complete(null);
        callback.succeeded();
        return;
      }
      Runnable next = () -> write(left - 1, response, callback);
      var then =
          new Callback() {
            @Override
            public void succeeded() {
              CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                  .execute(next);
            }

            @Override
            public void failed(Throwable failure) {
              ended.completeExceptionally(failure);
              callback.failed(failure);
            }
          };
      response.write(false, ByteBuffer.allocate(WRITE), then);
    }
  }

  @Test
  void clientThatTakesNothingIsCutOff() throws Exception {
    var answering = new Answering(MANY_WRITES, Duration.ZERO);
    Server server = serve(answering, new HttpBounds(100, 0, 0, RATE), PATIENCE);
    try (Socket socket = open(server, GET)) {
      assertThat(answering.ended.handle((done, failure) -> String.valueOf(failure)).get())
          .contains("the client takes the answer too slowly");
      assertThat(readAll(socket.getInputStream())).isLessThan(MANY_WRITES * (long) WRITE);
    } finally {
      server.stop();
    }
  }

  @Test
  void timeInWhichTheServerMakesTheAnswerDoesNotCount() throws Exception {
    var answering = new Answering(WRITES, LONG_PATIENCE.dividedBy(WRITES / 2));
    Server server = serve(answering, new HttpBounds(100, 0, 0, RATE), LONG_PATIENCE);
    try (Socket socket = open(server, GET)) {
      assertThat(readAll(socket.getInputStream())).isGreaterThan(WRITES * (long) WRITE);
      answering.ended.get();
    } finally {
      server.stop();
    }
  }

  @Test
  void bodyThatTricklesIsCutOffWhateverOthersBring() throws Exception {
    // The first part of the large body earns it more time than it takes on any machine.
    Server server = serve(new Reading(), new HttpBounds(100, 0, 1 << 10, 0), PATIENCE);
    try (Socket large = open(server, "POST / HTTP/1.0\r\nContent-Length: " + WRITE + "\r\n\r\n");
        Socket small = open(server, "POST / HTTP/1.0\r\nContent-Length: 100000\r\n\r\n")) {
      large.getOutputStream().write(new byte[WRITE]);
      assertThat(status(large.getInputStream())).isEqualTo("HTTP/1.1 200");
      assertThat(trickle(small)).isEqualTo("HTTP/1.1 408");
    } finally {
      server.stop();
    }
  }

  /** Reads the whole body; says whether that came. */
  private static final class Reading extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException {
      try (InputStream body = Request.asInputStream(request)) {
        body.transferTo(java.io.OutputStream.nullOutputStream());
        response.setStatus(200);
      } catch (IOException e) {
        assertThat(e).hasStackTraceContaining("the client sends too slowly");
        response.setStatus(408);
      }
      callback.succeeded();
      return true;
    }
  }

  private static Server serve(Handler handler, HttpBounds bounds, Duration patience)
      throws Exception {
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new DataRates(handler, bounds, patience));
    server.start();
    return server;
  }

  private static Socket open(Server server, String head) throws IOException {
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** Sends a byte whenever the answer has not come for a while. */
  private static String trickle(Socket socket) throws IOException {
    socket.setSoTimeout(LONG_MILLIS);
    for (int i = 0; i < 1000; i++) {
      try {
        return status(socket.getInputStream());
      } catch (SocketTimeoutException e) {
        sendByte(socket, 'x');
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

  private static long readAll(InputStream in) {
    long count = 0;
    var buffer = new byte[WRITE];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
      }
    } catch (IOException e) {
      // Cut off in the middle.
      return count;
    }
    return count;
  }
}
