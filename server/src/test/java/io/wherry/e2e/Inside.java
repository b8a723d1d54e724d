package io.wherry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Java machine of a running server says of itself. */
final class Inside {
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  private final Program program;

  Inside(Program program) {
    this.program = program;
  }

  /** The bytes that are left when everything was collected that nobody needs. */
  long liveBytes() {
    Matcher total = TOTAL.matcher(ask("GC.class_histogram"));
    if (!total.find()) {
      throw new AssertionError("no total in the histogram");
    }
    return Long.parseLong(total.group(1));
  }

  /** How many threads work on a request. */
  long busyThreads() {
    return ask("Thread.print")
        .lines()
        .filter(line -> line.contains("io.wherry.http.Router.route("))
        .count();
  }

  void awaitIdle() {
    program.await("no thread works on a request", () -> busyThreads() == 0);
  }

  private String ask(String command) {
    try {
      List<String> all = List.of(JCMD.toString(), String.valueOf(program.id()), command);
      return Program.start(all, Path.of("").toAbsolutePath(), Map.of()).end().success();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
