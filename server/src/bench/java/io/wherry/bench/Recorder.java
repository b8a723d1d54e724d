package io.wherry.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between a client and a server, and keeps what the client sends. */
final class Recorder implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<ByteArrayOutputStream> connections = new ArrayList<>();

  private Recorder(InetSocketAddress server) throws IOException {
    this.server = server;
  }

  /** What real Git sends to a peer when it does something with one of its repositories. */
  static Conversation record(Peer peer, String repository, Action action) throws IOException {
    try (var recorder = new Recorder(peer.address())) {
      daemon(recorder::accept);
      action.run(Peer.url(peer.reader(), recorder.listener.getLocalPort(), repository));
      return recorder.conversation();
    }
  }

  private Conversation conversation() throws IOException {
    var all = new Conversation(List.of());
    synchronized (connections) {
      for (ByteArrayOutputStream sent : connections) {
        all = all.and(Conversation.parse(sent.toByteArray()));
      }
    }
    return all;
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      var there = new Socket(server.getAddress(), server.getPort());
      var sent = new ByteArrayOutputStream();
      synchronized (connections) {
        connections.add(sent);
      }
      daemon(() -> pump(client, there, sent));
      daemon(() -> pump(there, client, OutputStream.nullOutputStream()));
    }
  }

  private static void pump(Socket from, Socket to, OutputStream copy) throws IOException {
    var buffer = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        copy.write(buffer, 0, read);
        to.getOutputStream().write(buffer, 0, read);
      }
      to.shutdownOutput();
    }
  }

  private static void daemon(Pumping pumping) {
    var thread =
        new Thread(
            () -> {
              try {
                pumping.run();
              } catch (IOException e) {
                // One side has gone; Git says so itself where that was wrong.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /** What Git is run for, given the URL. */
  interface Action {
    void run(String url) throws IOException;
  }

  private interface Pumping {
    void run() throws IOException;
  }
}
