package io.wherry.repository.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real git in one directory, untouched by the configuration of the machine. */
record GitProgram(Path directory) {
  private static final Path NOTHING = Path.of("/dev/null");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_AUTHOR_NAME", "Asta Krüger",
          "GIT_AUTHOR_EMAIL", "asta@example.org",
          "GIT_AUTHOR_DATE", "2026-03-01T08:00:00+0100",
          "GIT_COMMITTER_NAME", "Bo Lindqvist",
          "GIT_COMMITTER_EMAIL", "bo@example.org",
          "GIT_COMMITTER_DATE", "2026-03-02T09:30:00-0330");

  /** A new repository; the options are those of {@code git init}. */
  static GitProgram init(Path directory, String... options) throws Exception {
    var git = new GitProgram(Files.createDirectories(directory));
    git.run(join(List.of("init", "--quiet", "--initial-branch=main"), options));
    return git;
  }

  /** Answers what it prints, complaints included. */
  String run(String... arguments) throws Exception {
    return feed(NOTHING, arguments);
  }

  /** The same, with a file as its input. */
  String feed(Path input, String... arguments) throws Exception {
    Process process = builder(arguments).redirectInput(input.toFile()).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", arguments), output).isZero();
    return output;
  }

  /** Writes a fast-export stream of all refs. */
  Path export(Path file, String... options) throws Exception {
    String[] arguments = join(List.of("fast-export", "--all"), options);
    Process process = builder(arguments).redirectOutput(file.toFile()).start();
    assertThat(process.waitFor()).as(String.join(" ", arguments)).isZero();
    return file;
  }

  void write(String path, String content) throws Exception {
    Path file = directory.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  /** Commits all that is staged or lies in the worktree. */
  void commit(String message) throws Exception {
    run("add", "--all");
    run("commit", "--quiet", "--allow-empty", "--message", message);
  }

  /** All refs, their objects and what these are. */
  String refs() throws Exception {
    return run("for-each-ref");
  }

  String head() throws Exception {
    return run("symbolic-ref", "HEAD").strip();
  }

  /** What a strict check has to complain about. */
  String faults() throws Exception {
    return run("fsck", "--strict", "--full", "--no-dangling", "--no-progress");
  }

  private ProcessBuilder builder(String... arguments) {
    var builder = new ProcessBuilder(join(List.of("git"), arguments));
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(ENVIRONMENT);
    return builder
        .directory(directory.toFile())
        .redirectInput(NOTHING.toFile())
        .redirectErrorStream(true);
  }

  static String[] join(List<String> first, String... then) {
    var all = new ArrayList<>(first);
    all.addAll(List.of(then));
    return all.toArray(String[]::new);
  }
}
