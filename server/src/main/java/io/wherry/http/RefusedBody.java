package io.wherry.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the rest of a refused request, within bounds. A client that is still sending when the
 * connection closes reports a broken connection instead of the refusal.
 */
public final class RefusedBody {
  private static final long MAX_BYTES = 64L << 20;
  private static final long MAX_NANOS = 60_000_000_000L;
  private static final int BUFFER_BYTES = 64 << 10;

  private RefusedBody() {}

  /** Returns at the end of the body or at a bound, whichever comes first. */
  public static void drain(HttpServletRequest request) throws IOException {
    // Such a client waits for permission before it sends: reading would give it.
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      return;
    }
    drain(request.getInputStream());
  }

  /** The same for a body of which something has been read. */
  public static void drain(InputStream body) throws IOException {
    long deadline = System.nanoTime() + MAX_NANOS;
    var buffer = new byte[BUFFER_BYTES];
    long total = 0;
    int count = body.read(buffer);
    while (count >= 0 && total < MAX_BYTES && System.nanoTime() < deadline) {
      total += count;
      count = body.read(buffer);
    }
  }
}
