package io.wherry.git;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A response whose body goes somewhere else than to the client. Only a good one: with another
 * status than 200 it goes to the client as ever.
 */
final class CapturedResponse extends HttpServletResponseWrapper {
  /**
   * From so many bytes on an answer is sent while it is being made; before, all can be taken back.
   */
  static final int LONG = 256 << 10;

  private final Captured body;
  private boolean refused;
  private boolean spoilt;

  /** The last is run once, when the body turns out to be long. */
  CapturedResponse(HttpServletResponse client, OutputStream elsewhere, Runnable whenLong) {
    super(client);
    this.body = new Captured(elsewhere, whenLong);
  }

  /** Whether the client has been answered, with something else than 200. */
  boolean isRefused() {
    return refused;
  }

  /** Says that what was written is for this one time: an error in Git's own words. */
  void spoil() {
    spoilt = true;
  }

  boolean isSpoilt() {
    return spoilt;
  }

  /** Whether elsewhere did not take what was written. */
  boolean isLost() {
    return body.lost;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return refused ? super.getOutputStream() : body;
  }

  @Override
  public void setStatus(int status) {
    refused |= status != SC_OK;
    super.setStatus(status);
  }

  @Override
  public void sendError(int status) throws IOException {
    refused = true;
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    refused = true;
    super.sendError(status, message);
  }

  @Override
  public void setContentLength(int length) {
    setContentLengthLong(length);
  }

  @Override
  public void setContentLengthLong(long length) {
    if (refused) {
      super.setContentLengthLong(length);
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    if (refused) {
      super.flushBuffer();
    }
  }

  @Override
  public boolean isCommitted() {
    return super.isCommitted() || body.written > 0;
  }

  private static final class Captured extends ServletOutputStream {
    private final OutputStream out;
    private final Runnable whenLong;
    private long written;
    private boolean lost;

    Captured(OutputStream out, Runnable whenLong) {
      this.out = out;
      this.whenLong = whenLong;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      boolean wasShort = written < LONG;
      written += count;
      try {
        out.write(bytes, offset, count);
      } catch (IOException e) {
        lost = true;
        throw e;
      }
      if (wasShort && written >= LONG) {
        whenLong.run();
      }
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("this response is written in blocking mode only");
    }
  }
}
