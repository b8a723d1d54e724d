package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Lines and runs of bytes, by turns, from one stream. Lines are Latin-1 strings, whatever their
 * encoding is: so each char is one byte and can be written back as it was. Not thread-safe.
 */
final class LineInput {
  private static final int LONGEST_LINE = 64 << 10;

  private final BufferedInputStream in;
  private final Path name;
  private long lineEnds;
  private long line;

  /** The name is what messages call the stream. */
  LineInput(InputStream in, Path name) {
    this.in = new BufferedInputStream(in, 64 << 10);
    this.name = name;
  }

  /** The next line without its end; empty at the end of the stream. */
  Optional<String> next() throws IOException {
    line = lineEnds + 1;
    int next = read();
    if (next < 0) {
      return Optional.empty();
    }
    var text = new StringBuilder();
    while (next >= 0 && next != '\n') {
      text.append((char) next);
      if (text.length() > LONGEST_LINE) {
        throw problem(Problem.INVALID, "more than %d bytes in a line".formatted(LONGEST_LINE));
      }
      next = read();
    }
    return Optional.of(text.toString());
  }

  /** Passes over a line end, if one is next. */
  void skipLineEnd() throws IOException {
    in.mark(1);
    if (read() != '\n') {
      in.reset();
    }
  }

  /** The next bytes, to be read to their end before anything else is. */
  InputStream bytes(long size) {
    return new Run(size);
  }

  /** A problem with the line that was read last. */
  ProblemException problem(Problem problem, String sentence) {
    return new ProblemException(problem, "%s, line %d: %s".formatted(name, line, sentence));
  }

  private int read() throws IOException {
    int read = in.read();
    if (read == '\n') {
      lineEnds++;
    }
    return read;
  }

  private final class Run extends InputStream {
    private long left;

    Run(long size) {
      left = size;
    }

    @Override
    public int read() throws IOException {
      var single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw problem(Problem.INVALID, "the stream ends %d bytes too early".formatted(left));
      }
      left -= count;
      for (int i = offset; i < offset + count; i++) {
        if (buffer[i] == '\n') {
          lineEnds++;
        }
      }
      return count;
    }
  }
}
