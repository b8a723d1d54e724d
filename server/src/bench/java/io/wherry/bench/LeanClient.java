package io.wherry.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One client connection, kept alive as Git keeps it. It spends as little as possible on what it
 * reads, because the servers share the processors with it.
 */
final class LeanClient implements AutoCloseable {
  static final int UNAUTHORIZED = 401;

  private final InetSocketAddress address;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10).limit(0);
  private @Nullable SocketChannel channel;

  LeanClient(InetSocketAddress address) {
    this.address = address;
  }

  /** Sends a request, and hands the body of the answer on. */
  Answer send(byte[] request, Sink sink) throws IOException {
    SocketChannel open = connection();
    var out = ByteBuffer.wrap(request);
    while (out.hasRemaining()) {
      open.write(out);
    }
    Head head = head();
    long bytes = body(head, sink);
    if (head.closes) {
      close();
    }
    return new Answer(head.status, bytes);
  }

  private SocketChannel connection() throws IOException {
    if (channel == null) {
      channel = SocketChannel.open();
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.connect(address);
      buffer.limit(0);
    }
    return channel;
  }

  private Head head() throws IOException {
    var head = new Head();
    String status = line();
    head.status = Integer.parseInt(status.split(" ", 3)[1]);
    for (String line = line(); !line.isEmpty(); line = line()) {
      head.read(line.toLowerCase(Locale.ROOT));
    }
    return head;
  }

  private long body(Head head, Sink sink) throws IOException {
    if (head.chunked) {
      return chunks(sink);
    }
    if (head.length >= 0) {
      return pass(head.length, sink);
    }
    head.closes = true;
    long bytes = 0;
    while (buffer.hasRemaining() || fill()) {
      bytes += pass(buffer.remaining(), sink);
    }
    return bytes;
  }

  private long chunks(Sink sink) throws IOException {
    long bytes = 0;
    while (true) {
      String size = line();
      long length = Long.parseLong(size.split(";", 2)[0].strip(), 16);
      if (length == 0) {
        for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
          // Nothing in it matters.
        }
        return bytes;
      }
      bytes += pass(length, sink);
      line();
    }
  }

  private long pass(long length, Sink sink) throws IOException {
    long left = length;
    while (left > 0) {
      need();
      int step = (int) Math.min(left, buffer.remaining());
      sink.accept(buffer.slice(buffer.position(), step));
      buffer.position(buffer.position() + step);
      left -= step;
    }
    return length;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    while (true) {
      need();
      char c = (char) (buffer.get() & 0xff);
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append(c);
      }
    }
  }

  private void need() throws IOException {
    if (!buffer.hasRemaining() && !fill()) {
      throw new EOFException("the server ended the connection within an answer");
    }
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int read = connection().read(buffer);
    buffer.flip();
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }

  /** How a request was answered. */
  record Answer(int status, long bytes) {}

  /** Takes the bytes of an answer as they come. */
  interface Sink {
    void accept(ByteBuffer bytes) throws IOException;
  }

  private static final class Head {
    private int status;
    private long length = -1;
    private boolean chunked;
    private boolean closes;

    private void read(String line) {
      if (line.startsWith("content-length:")) {
        length = Long.parseLong(line.substring("content-length:".length()).strip());
      } else if (line.startsWith("transfer-encoding:")) {
        chunked = line.endsWith("chunked");
      } else if (line.startsWith("connection:")) {
        closes = line.endsWith("close");
      }
    }
  }
}
