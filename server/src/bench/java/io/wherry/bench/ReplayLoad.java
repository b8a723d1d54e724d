package io.wherry.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some clients at once that say what Git has said, each over a connection of its own. */
final class ReplayLoad implements Load {
  private static final int OK = 200;
  private static final double LEAST_SHARE = 0.9;

  private final Peer peer;
  private final Conversation conversation;
  private final int clients;
  private final int operations;
  private final ExecutorService threads;
  private long expected;

  private ReplayLoad(Peer peer, Conversation conversation, int clients, int operations) {
    this.peer = peer;
    this.conversation = conversation;
    this.clients = clients;
    this.operations = operations;
    this.threads = Executors.newFixedThreadPool(clients);
  }

  /** Each client's whole conversation is one operation. */
  static ReplayLoad whole(Peer peer, Conversation conversation, int clients) {
    return new ReplayLoad(peer, conversation, clients, clients);
  }

  /** Each request is one. */
  static ReplayLoad requests(Peer peer, Conversation conversation, int clients) {
    int operations = clients * conversation.requests().size();
    return new ReplayLoad(peer, conversation, clients, operations);
  }

  @Override
  public int operations() {
    return operations;
  }

  @Override
  public long once() throws IOException {
    List<Callable<Long>> each = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      each.add(this::converse);
    }
    try {
      long bytes = 0;
      for (Future<Long> one : threads.invokeAll(each)) {
        bytes += one.get();
      }
      return bytes;
    } catch (InterruptedException | ExecutionException e) {
      throw new IOException(e);
    }
  }

  private long converse() throws IOException {
    long bytes = 0;
    try (var client = new LeanClient(peer.address())) {
      for (int i = 0; i < conversation.requests().size(); i++) {
        LeanClient.Answer answer = client.send(conversation.requests().get(i), taken -> {});
        boolean asked = i == 0 && answer.status() == LeanClient.UNAUTHORIZED;
        if (answer.status() != OK && !asked) {
          throw new IOException(peer.name() + " answered " + answer.status());
        }
        bytes += answer.bytes();
      }
    }
    check(bytes);
    return bytes;
  }

  /** An answer may differ by a little, but an error must not pass for a fast one. */
  private synchronized void check(long bytes) throws IOException {
    if (bytes < LEAST_SHARE * expected) {
      throw new IOException(peer.name() + " sent " + bytes + " bytes, not " + expected);
    }
    expected = Math.max(expected, bytes);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
