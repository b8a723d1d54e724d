package io.wherry.git;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.SideBandOutputStream;

/**
 * The answer to a push without its end, the last flush packet: where JGit fails after it has sent
 * progress something can still be said. An answer that just stops leaves Git waiting forever.
 */
final class PushAnswer extends FilterOutputStream {
  private static final byte[] FLUSH = "0000".getBytes(StandardCharsets.US_ASCII);

  private boolean begun;
  private boolean endHeld;

  PushAnswer(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  /** JGit writes a flush packet at once. */
  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    end();
    if (Arrays.equals(bytes, from, from + length, FLUSH, 0, FLUSH.length)) {
      endHeld = true;
    } else {
      out.write(bytes, from, length);
    }
  }

  /** Only progress is flushed, which goes through a side band. */
  @Override
  public void flush() throws IOException {
    begun = true;
    out.flush();
  }

  /** Whether something may have reached the client. */
  boolean hasBegun() {
    return begun;
  }

  /** Gives what is held. */
  void end() throws IOException {
    if (endHeld) {
      endHeld = false;
      out.write(FLUSH);
    }
  }

  /** Ends it with an error; it must have begun. */
  void end(String error) throws IOException {
    endHeld = false;
    var band =
        new SideBandOutputStream(
            SideBandOutputStream.CH_ERROR, SideBandOutputStream.SMALL_BUF, out);
    band.write((error + "\n").getBytes(StandardCharsets.UTF_8));
    band.flush();
    new PacketLineOut(out).end();
  }
}
