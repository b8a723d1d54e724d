package io.wherry.git;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A request to a Git service with its body inflated and capped, so that JGit sees neither the
 * encoding nor more bytes than the server takes.
 */
final class GitRequest extends HttpServletRequestWrapper {
  private static final Set<String> PLAIN = Set.of("", "identity");
  private static final Set<String> GZIP = Set.of("gzip", "x-gzip");

  /**
   * The first two describe the body as it was sent, which is not the body that is read. Answers are
   * not compressed: packs are already, and for a list of refs it costs four times as much as all
   * the rest.
   */
  private static final Set<String> HIDDEN =
      Set.of("content-encoding", "content-length", "accept-encoding");

  private static final int KEPT_AT_ONCE = 8 << 10;

  private final boolean linesOnly;
  private final long cap;
  private final BodyRoom.Part room;
  private @Nullable ServletInputStream body;

  private GitRequest(HttpServletRequest request, boolean linesOnly, long cap, BodyRoom.Part room) {
    super(request);
    this.linesOnly = linesOnly;
    this.cap = cap;
    this.room = room;
    if (!PLAIN.contains(encoding()) && !GZIP.contains(encoding())) {
      throw new ProblemException(
          Problem.UNSUPPORTED, "the body of a Git request may be encoded with gzip only");
    }
  }

  /**
   * A request to upload-pack: packet lines and nothing else. The cap is in bytes after inflating.
   * Throws {@code UNSUPPORTED} for a body in another encoding than gzip.
   */
  static GitRequest ofFetch(HttpServletRequest request, long cap, BodyRoom.Part room) {
    return new GitRequest(request, true, cap, room);
  }

  /** A request to receive-pack, which JGit itself bounds. Throws the same. */
  static GitRequest ofPush(HttpServletRequest request) {
    return new GitRequest(request, false, Long.MAX_VALUE, new Unbounded());
  }

  /** A request for the list of refs, which has no body. Throws the same. */
  static GitRequest ofList(HttpServletRequest request) {
    return new GitRequest(request, false, 0, new Unbounded());
  }

  /** Throws {@link CappedBody.Broken} where the body is not in the encoding that it claims. */
  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      InputStream sent = super.getInputStream();
      InputStream inflated = GZIP.contains(encoding()) ? inflate(sent) : sent;
      body = new CappedBody(linesOnly ? new PacketStream(inflated) : inflated, cap, room);
    }
    return body;
  }

  /**
   * Reads the body and keeps it for who reads it next. Empty where it is longer than that many
   * bytes, or cannot be read, which is for the next reader to find out.
   */
  Optional<byte[]> keep(int most) {
    var kept = new ByteArrayOutputStream();
    InputStream rest = InputStream.nullInputStream();
    boolean whole = false;
    try {
      rest = getInputStream();
      var buffer = new byte[KEPT_AT_ONCE];
      while (!whole && kept.size() <= most) {
        int read = rest.read(buffer);
        whole = read < 0;
        kept.write(buffer, 0, Math.max(0, read));
      }
    } catch (IOException e) {
      rest = new FailedBody(e);
    }
    var beginning = new ByteArrayInputStream(kept.toByteArray());
    body =
        new CappedBody(new SequenceInputStream(beginning, rest), Long.MAX_VALUE, new Unbounded());
    return whole ? Optional.of(kept.toByteArray()) : Optional.empty();
  }

  /** Starts again with a body that was kept. */
  void rewind(byte[] kept) {
    body = new CappedBody(new ByteArrayInputStream(kept), Long.MAX_VALUE, new Unbounded());
  }

  private static InputStream inflate(InputStream sent) throws IOException {
    try {
      return new GZIPInputStream(sent);
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

  /** A pack goes to disk as it comes. */
  private static final class Unbounded implements BodyRoom.Part {
    @Override
    public void grow(long bytes) {}

    @Override
    public void release() {}
  }
}
