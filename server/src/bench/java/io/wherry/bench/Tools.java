package io.wherry.bench;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs Git and other programs with an empty home directory and nobody at the keyboard. */
record Tools(Path home) {
  static Tools in(Path room) throws IOException {
    return new Tools(Files.createDirectories(room.resolve("home")));
  }

  /** Runs Git in a directory; what it printed, without the last line break. */
  String git(Path directory, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(directory, command);
  }

  /** Runs Git with a file to read. */
  void gitReading(Path input, Path directory, String... arguments) throws IOException {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    finish(builder(directory, command).redirectInput(input.toFile()));
  }

  /** Runs a program; what it printed to standard output, without the last line break. */
  String run(Path directory, List<String> command) throws IOException {
    return finish(builder(directory, command).redirectInput(new File("/dev/null")));
  }

  ProcessBuilder builder(Path directory, List<String> command) {
    var builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("WHERRY_"));
    environment.put("HOME", home.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    for (String person : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + person + "_NAME", "Ann");
      environment.put("GIT_" + person + "_EMAIL", "ann@example.com");
    }
    return builder;
  }

  private static String finish(ProcessBuilder builder) throws IOException {
    Path errors = Files.createTempFile("wherry-bench-", ".err");
    try {
      Process process = builder.redirectError(Redirect.to(errors.toFile())).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = Waiting.end(process);
      if (code != 0) {
        String said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
        throw new IOException(builder.command() + " ended with " + code + ": " + said);
      }
      return out.stripTrailing();
    } finally {
      Files.delete(errors);
    }
  }
}
