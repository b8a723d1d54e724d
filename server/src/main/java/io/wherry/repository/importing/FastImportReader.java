package io.wherry.repository.importing;

import io.wherry.problem.Problem;
import io.wherry.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a fast-export stream apart into lines and data; comments are passed over. Not thread-safe.
 */
final class FastImportReader {
  private static final int LONGEST_TEXT = 16 << 20;
  private static final Pattern PERSON = Pattern.compile("([^<>]* )?<[^<>]*> [0-9]+ [+-][0-9]+");

  private final LineInput in;
  private @Nullable String ahead;
  private boolean afterData;

  FastImportReader(LineInput in) {
    this.in = in;
  }

  /** Data of a known size; to be read to its end before the next line is asked for. */
  record Data(long size, InputStream content) {}

  /** The next line, which may be blank; empty at the end. */
  Optional<String> next() throws IOException {
    return take("");
  }

  /** What follows that start in the next line; empty where the next line starts otherwise. */
  Optional<String> take(String start) throws IOException {
    String line = peek();
    if (line == null || !line.startsWith(start)) {
      return Optional.empty();
    }
    ahead = null;
    return Optional.of(line.substring(start.length()));
  }

  /** The same, and the next line has to start so. */
  String require(String start) throws IOException {
    return take(start).orElseThrow(() -> invalid("expected \"%s\"".formatted(start.strip())));
  }

  /** The data that has to come next, however large it is. */
  Data data() throws IOException {
    String format = require("data ");
    if (format.startsWith("<<")) {
      byte[] text = delimited(format.substring(2));
      afterData = true;
      return new Data(text.length, new ByteArrayInputStream(text));
    }
    afterData = true;
    long size = number(format);
    return new Data(size, in.bytes(size));
  }

  /** The data that has to come next and is as short as a message. */
  byte[] text() throws IOException {
    Data data = data();
    refuseLongText(data.size());
    return data.content().readAllBytes();
  }

  /** Who did it and when, after that start; a missing name is still followed by a space. */
  Optional<String> person(String start) throws IOException {
    Optional<String> person = take(start);
    if (person.isPresent() && !PERSON.matcher(person.get()).matches()) {
      throw invalid("not a name, an address and a time: " + person.get());
    }
    return person.map(text -> text.startsWith("<") ? " " + text : text);
  }

  /** The number by which the stream will call what comes. */
  Optional<Long> mark() throws IOException {
    return take("mark ").map(this::markNumber);
  }

  long markNumber(String mark) {
    if (!mark.startsWith(":")) {
      throw invalid("not a mark: " + mark);
    }
    return number(mark.substring(1));
  }

  private long number(String digits) {
    if (!digits.matches("[0-9]{1,18}")) {
      throw invalid("not a number: " + digits);
    }
    return Long.parseLong(digits);
  }

  /** A fault in the line that was taken or looked at last. */
  ProblemException invalid(String fault) {
    return in.problem(Problem.INVALID, fault);
  }

  ProblemException unsupported(String wish) {
    return in.problem(Problem.UNSUPPORTED, wish);
  }

  private @Nullable String peek() throws IOException {
    if (afterData) {
      afterData = false;
      in.skipLineEnd();
    }
    while (ahead == null) {
      Optional<String> line = in.next();
      if (line.isEmpty()) {
        return null;
      }
      ahead = line.filter(text -> !text.startsWith("#")).orElse(null);
    }
    return ahead;
  }

  private byte[] delimited(String delimiter) throws IOException {
    var text = new ByteArrayOutputStream();
    while (true) {
      String line =
          in.next()
              .orElseThrow(() -> invalid("the stream ends before \"%s\"".formatted(delimiter)));
      if (line.equals(delimiter)) {
        return text.toByteArray();
      }
      text.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      refuseLongText(text.size());
    }
  }

  private void refuseLongText(long size) {
    if (size > LONGEST_TEXT) {
      throw in.problem(Problem.TOO_LARGE, "more than %d bytes of text".formatted(LONGEST_TEXT));
    }
  }
}
