package io.wherry.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Somebody's machine: an empty home directory, a directory to work in, nobody at the keyboard. */
record Client(Path home, Path directory, Map<String, String> environment) {
  private static final byte[] NOTHING = {};

  Client {
    environment = Map.copyOf(environment);
  }

  static Client in(Path room) throws IOException {
    Path home = Files.createDirectories(room.resolve("home"));
    var environment = new HashMap<String, String>();
    environment.put("HOME", home.toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    for (String person : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + person + "_NAME", "Ann");
      environment.put("GIT_" + person + "_EMAIL", "ann@example.com");
    }
    return new Client(home, Files.createDirectories(room.resolve("work")), environment);
  }

  /** The same machine, one directory further down. */
  Client at(String name) {
    return new Client(home, directory.resolve(name), environment);
  }

  Client with(String variable, String value) {
    var changed = new HashMap<>(environment);
    changed.put(variable, value);
    return new Client(home, directory, changed);
  }

  /** Runs Git; fails where it does. What it printed, without the last line break. */
  String git(String... arguments) throws IOException {
    return run(gitCommand(arguments)).success().stripTrailing();
  }

  /** Runs Git, which may fail. */
  Outcome tryGit(String... arguments) throws IOException {
    return run(gitCommand(arguments));
  }

  /** Runs Git with something to read. */
  String gitReading(byte[] input, String... arguments) throws IOException {
    return Program.start(gitCommand(arguments), directory, environment, input)
        .end()
        .success()
        .stripTrailing();
  }

  /** Starts Git without waiting for it. */
  Program startGit(String... arguments) throws IOException {
    return Program.start(gitCommand(arguments), directory, environment);
  }

  Outcome run(List<String> command) throws IOException {
    return Program.start(command, directory, environment, NOTHING).end();
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  String read(String name) throws IOException {
    return Files.readString(file(name));
  }

  /** Commits one file; the commit's id. */
  String commit(String name, String content) throws IOException {
    Files.writeString(file(name), content);
    git("add", name);
    git("commit", "--quiet", "--message", "change " + name);
    return git("rev-parse", "HEAD");
  }

  /** The ids of a server's refs by their names. */
  Map<String, String> refs(String url) throws IOException {
    var refs = new TreeMap<String, String>();
    for (String line : git("ls-remote", "--refs", url).lines().toList()) {
      String[] parts = line.split("\t", -1);
      refs.put(parts[1], parts[0]);
    }
    return refs;
  }

  private static List<String> gitCommand(String... arguments) {
    var command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return command;
  }
}
