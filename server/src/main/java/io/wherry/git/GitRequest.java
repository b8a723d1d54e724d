package io.wherry.git;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A request to a Git service with its body inflated, so that JGit does not see the encoding. The
 * body of a push goes to disk as it comes, and JGit itself bounds it.
 */
class GitRequest extends HttpServletRequestWrapper {
  private static final Set<String> PLAIN = Set.of("", "identity");
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  /**
   * The first two describe the body as it was sent, which is not the body that is read. Answers are
   * not compressed: packs are already, and for a list of refs it costs four times as much as all
   * the rest.
   */
  private static final Set<String> HIDDEN =
      Set.of("content-encoding", "content-length", "accept-encoding");

  private @Nullable ServletInputStream body;

  /** Throws {@code UNSUPPORTED} for a body in another encoding than gzip. */
  GitRequest(HttpServletRequest request) {
    super(request);
    if (!PLAIN.contains(encoding()) && !GZIP.contains(encoding())) {
      throw new ProblemException(
          Problem.UNSUPPORTED, "the body of a Git request may be encoded with gzip only");
    }
  }

  /** Throws {@link CappedBody.Broken} where the body is not in the encoding that it claims. */
  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = CappedBody.unbounded(inflated());
    }
    return body;
  }

  /** The body; to be read once. */
  final InputStream inflated() throws IOException {
    InputStream sent = super.getInputStream();
    try {
      return GZIP.contains(encoding()) ? new GZIPInputStream(sent) : sent;
    } catch (ZipException | EOFException e) {
      throw new CappedBody.Broken();
    }
  }

  private String encoding() {
    String encoding = super.getHeader("Content-Encoding");
    return encoding == null ? "" : encoding.toLowerCase(Locale.ROOT);
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
}
