package io.wherry.git;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request to a Git service with its body inflated and capped, so that JGit sees neither the
 * encoding nor more bytes than the server takes.
 */
final class GitRequest extends HttpServletRequestWrapper {
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  /**
   * The first two describe the body as it was sent, which is not the body that is read. The answer
   * is not compressed a second time: packs are compressed already.
   */
  private static final Set<String> HIDDEN =
      Set.of("content-encoding", "content-length", "accept-encoding");

  private final long cap;
  private @Nullable ServletInputStream body;

  /** The cap is in bytes after inflating. */
  GitRequest(HttpServletRequest request, long cap) {
    super(request);
    this.cap = cap;
  }

  /** Throws {@link UnsupportedEncodingProblem} for another encoding than gzip. */
  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      String encoding = super.getHeader("Content-Encoding");
      if (encoding == null || encoding.equalsIgnoreCase("identity")) {
        body = new CappedBody(super.getInputStream(), cap);
      } else if (GZIP.contains(encoding.toLowerCase(Locale.ROOT))) {
        body = new CappedBody(new GZIPInputStream(super.getInputStream()), cap);
      } else {
        throw new UnsupportedEncodingProblem();
      }
    }
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public int getContentLength() {
    return -1;
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  private static boolean isHidden(String header) {
    return HIDDEN.contains(header.toLowerCase(Locale.ROOT));
  }

  /** The body comes in an encoding that Git does not use. */
  static final class UnsupportedEncodingProblem extends IOException {
    private static final long serialVersionUID = 1L;

    UnsupportedEncodingProblem() {
      super("the body may be encoded with gzip only");
    }
  }
}
