package io.wherry.git;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A request for refs or objects whose body has been read and looked at: packet lines and nothing
 * else. What it asks for is known before anything is done for it, and no slow client holds up what
 * others wait for.
 */
final class WholeRequest extends GitRequest {
  private static final String PREFIX = "ref-prefix ";

  /** JGit compares each with every ref. */
  private static final int MOST_PREFIXES = 1000;

  private final BodyRoom.Part room;
  private boolean forPack;
  private byte[] body;

  private WholeRequest(HttpServletRequest request, byte[] body, BodyRoom.Part room)
      throws CappedBody.Broken {
    super(request);
    this.body = body;
    this.room = room;
    check();
  }

  /** A request for the list of refs, which has no body. Throws {@code UNSUPPORTED}. */
  static WholeRequest ofList(HttpServletRequest request) throws IOException {
    return new WholeRequest(request, new byte[0], BodyRoom.Part.FREE);
  }

  /**
   * A request to upload-pack. The cap is in bytes after inflating.
   *
   * <p>Throws {@link CappedBody.Refused} for a body that is no such request, too long, or for which
   * there is no room at the moment, and {@code UNSUPPORTED} for one in another encoding than gzip.
   */
  static WholeRequest ofFetch(HttpServletRequest request, long cap, BodyRoom.Part room)
      throws IOException {
    try (var sent = new CappedBody(new GitRequest(request).inflated(), cap, room)) {
      return new WholeRequest(request, sent.readAllBytes(), room);
    }
  }

  private void check() throws CappedBody.Broken {
    var spread = new NameSpread();
    var lines = new PacketLineReader(body);
    int prefixes = 0;
    while (lines.next()) {
      String line = lines.text();
      spread.line(line);
      forPack |= line.startsWith("want");
      prefixes += line.startsWith(PREFIX) ? 1 : 0;
    }
    if (prefixes > MOST_PREFIXES) {
      body = withoutPrefixes(body);
    }
  }

  /** Lists all refs instead, as a server may. */
  private static byte[] withoutPrefixes(byte[] body) throws CappedBody.Broken {
    var others = new ByteArrayOutputStream(body.length);
    var lines = new PacketLineReader(body);
    while (lines.next()) {
      if (!lines.text().startsWith(PREFIX)) {
        lines.copyTo(others);
      }
    }
    return others.toByteArray();
  }

  /** Whether it may cost as much as a pack does: to look objects up, to walk the history. */
  boolean isForPack() {
    return forPack;
  }

  byte[] body() {
    return body;
  }

  /** Gives the room for the body back: nobody reads it any more. */
  void forget() {
    body = new byte[0];
    room.release();
  }

  /** The body from its beginning, each time. */
  @Override
  public ServletInputStream getInputStream() {
    return CappedBody.unbounded(new ByteArrayInputStream(body));
  }
}
