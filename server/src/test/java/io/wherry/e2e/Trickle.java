package io.wherry.e2e;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Many connections that send one byte a second each. */
final class Trickle implements AutoCloseable {
  private static final int STATUS_BYTES = "HTTP/1.1 200".length();
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Selector selector = Selector.open();
  private final List<String> ends = new ArrayList<>();

  Trickle(InetSocketAddress server, int connections, String head) throws IOException {
    for (int i = 0; i < connections; i++) {
      var channel = SocketChannel.open(server);
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
  }

  /** How many have not been answered and are not closed. */
  int open() {
    return selector.keys().size();
  }

  /** The status lines, or what else ended the others. */
  List<String> ends() {
    return List.copyOf(ends);
  }

  /** One byte for each, then a second of listening. */
  void round() throws IOException {
    for (SelectionKey key : selector.keys()) {
      if (key.isValid()) {
        send(key);
      }
    }
    long end = System.nanoTime() + ROUND_NANOS;
    for (long left = ROUND_NANOS; left > 0; left = end - System.nanoTime()) {
      selector.select(this::receive, Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
    }
    selector.selectNow();
  }

  private static void send(SelectionKey key) {
    try {
      ((SocketChannel) key.channel()).write(ByteBuffer.wrap(new byte[] {'0'}));
    } catch (IOException e) {
      // What it ended with is still to be read.
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  private void receive(SelectionKey key) {
    var buffer = ByteBuffer.allocate(STATUS_BYTES);
    try (var channel = (SocketChannel) key.channel()) {
      channel.read(buffer);
      ends.add(new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      ends.add("closed");
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
