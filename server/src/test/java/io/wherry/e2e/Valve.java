package io.wherry.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a server that lets so many bytes through in one direction, and the others when it is
 * opened: so that something can happen while a real client is in the middle of a request.
 */
final class Valve implements AutoCloseable {
  private static final int SMALL_BUFFER = 4096;

  private final InetSocketAddress server;
  private final boolean holdsAnswers;
  private final AtomicLong left;
  private final CountDownLatch full = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private final ServerSocket entry = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private Valve(InetSocketAddress server, boolean holdsAnswers, long bytes) throws IOException {
    this.server = server;
    this.holdsAnswers = holdsAnswers;
    this.left = new AtomicLong(bytes);
    threads.execute(this::accept);
  }

  /** Holds back what the server answers after so many bytes. */
  static Valve ofAnswers(JarServer server, long bytes) throws IOException {
    return new Valve(server.socketAddress(), true, bytes);
  }

  /** Holds back what clients send after so many bytes. */
  static Valve ofRequests(JarServer server, long bytes) throws IOException {
    return new Valve(server.socketAddress(), false, bytes);
  }

  /** The same URL, by way of this. */
  String through(String url) {
    return url.replace(":" + server.getPort() + "/", ":" + entry.getLocalPort() + "/");
  }

  /** Waits until it holds something back; fails where the client ends before. */
  void awaitFull(Program client) {
    client.await("the request is held up", () -> full.getCount() == 0);
  }

  void open() {
    opened.countDown();
  }

  private void accept() {
    try {
      while (!entry.isClosed()) {
        connect(entry.accept());
      }
    } catch (IOException e) {
      if (!entry.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var target = new Socket();
    // What the system takes in advance is not held up.
    target.setReceiveBufferSize(SMALL_BUFFER);
    target.setSendBufferSize(SMALL_BUFFER);
    target.connect(server);
    threads.execute(() -> pass(client, target, !holdsAnswers));
    threads.execute(() -> pass(target, client, holdsAnswers));
  }

  /** Ends both ways at the end of one: a client that has its answer asks no more. */
  private void pass(Socket from, Socket to, boolean held) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      var buffer = new byte[SMALL_BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (held && left.addAndGet(-read) < 0) {
          full.countDown();
          opened.await();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // The other side has gone, which it notices by itself.
      full.getCount();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
    threads.shutdownNow();
  }
}
