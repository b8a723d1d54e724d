package io.wherry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.util.FileUtils;

/**
 * A program in a process of its own, without the environment of the tests and without anything to
 * read. It is killed where it takes longer than any of them should.
 */
final class Program {
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final List<String> command;
  private final Path room;
  private final Process process;

  private Program(List<String> command, Path room, Process process) {
    this.command = command;
    this.room = room;
    this.process = process;
  }

  static Program start(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    return start(command, directory, environment, new byte[0]);
  }

  static Program start(
      List<String> command, Path directory, Map<String, String> environment, byte[] input)
      throws IOException {
    Path room = Files.createTempDirectory("wherry-e2e-");
    Path in = Files.write(room.resolve("in"), input);
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(room.resolve("out").toFile())
            .redirectError(room.resolve("err").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    // Without it Java and Python take file names to be ASCII.
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(environment);
    return new Program(command, room, builder.start());
  }

  /** Waits for the end. */
  Outcome end() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running: " + outcome(-1));
      }
      return outcome(process.exitValue());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      kill();
      remove();
    }
  }

  /** Waits for the end so long at the most; whether it has come. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something has come true; fails where the program ends before. */
  void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    try {
      boolean ended = false;
      while (!condition.getAsBoolean()) {
        if (ended || System.nanoTime() - start > LONGEST.toNanos()) {
          kill();
          throw new AssertionError("waited in vain until " + what + ": " + end());
        }
        // Once it has ended the condition is asked one last time.
        ended = process.waitFor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isRunning() {
    return process.isAlive();
  }

  long id() {
    return process.pid();
  }

  String out() {
    return read("out");
  }

  String err() {
    return read("err");
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Sends SIGINT, as Ctrl-C does. */
  void interrupt() throws IOException {
    var kill = List.of("bash", "-c", "kill -INT " + id());
    start(kill, room, Map.of()).end().success();
  }

  /** Sends SIGKILL to it and its children, and waits until it is gone. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  private Outcome outcome(int code) {
    return new Outcome(command, code, out(), err());
  }

  private String read(String stream) {
    try {
      return new String(Files.readAllBytes(room.resolve(stream)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remove() {
    try {
      FileUtils.delete(room.toFile(), FileUtils.RECURSIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
