package io.wherry.git;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Passes the answer of a Git service on and puts one packet of the progress band before the first
 * packet of any band; Git prints it behind {@code remote:}. An answer without bands stays as it is.
 *
 * @see <a href="https://git-scm.com/docs/protocol-common">pkt-line and side-band-64k</a>
 */
final class NoticeStream extends ServletOutputStream {
  private static final int LENGTH_DIGITS = 4;
  private static final int DATA_BAND = 1;
  private static final int PROGRESS_BAND = 2;

  private final ServletOutputStream out;
  private final byte[] packet;
  private final byte[] header = new byte[LENGTH_DIGITS];
  private int headerBytes;
  private int payloadBytes;
  private boolean done;

  NoticeStream(ServletOutputStream out, String notice) {
    this.out = out;
    String payload = (char) PROGRESS_BAND + notice + "\n";
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    this.packet =
        ("%04x".formatted(LENGTH_DIGITS + bytes.length) + payload).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    while (!done && at < offset + length) {
      at += take(bytes, at, offset + length - at);
    }
    out.write(bytes, at, offset + length - at);
  }

  /** Follows the packets until it is known whether there are bands; returns the bytes it took. */
  private int take(byte[] bytes, int at, int available) throws IOException {
    if (headerBytes < LENGTH_DIGITS) {
      header[headerBytes++] = bytes[at];
      return 1;
    }
    if (payloadBytes == 0) {
      begin(bytes[at]);
      return 0;
    }
    int count = Math.min(available, payloadBytes);
    out.write(bytes, at, count);
    payloadBytes -= count;
    headerBytes = payloadBytes == 0 ? 0 : headerBytes;
    return count;
  }

  /** At the first byte behind a length. */
  private void begin(int first) throws IOException {
    int length = length();
    boolean band = length > LENGTH_DIGITS && (first == DATA_BAND || first == PROGRESS_BAND);
    if (band) {
      out.write(packet);
    }
    out.write(header, 0, headerBytes);
    done = band || length < 0;
    // A packet that only separates, such as 0000, has no payload.
    headerBytes = 0;
    if (length > LENGTH_DIGITS) {
      payloadBytes = length - LENGTH_DIGITS;
      headerBytes = LENGTH_DIGITS;
    }
  }

  /** Of the packet that begins with the header; below zero where it is no packet. */
  private int length() {
    int length = 0;
    for (byte digit : header) {
      int value = Character.digit(digit, 16);
      if (value < 0) {
        return -1;
      }
      length = length << 4 | value;
    }
    return length;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (!done && payloadBytes == 0) {
      out.write(header, 0, headerBytes);
      headerBytes = 0;
    }
    out.close();
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    throw new IllegalStateException("this answer is written in blocking mode only");
  }
}
