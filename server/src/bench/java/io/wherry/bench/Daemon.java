package io.wherry.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on loopback; what it prints goes to files. */
final class Daemon implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final long LONGEST_STOP_SECONDS = 10;

  private final Process process;
  private final Path out;
  private final Path errors;

  /** Starts it; {@code log} is the beginning of the names of its two files. */
  Daemon(ProcessBuilder builder, Path log) throws IOException {
    out = log.resolveSibling(log.getFileName() + ".out");
    errors = log.resolveSibling(log.getFileName() + ".err");
    process = builder.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
    // Whoever interrupts the benchmark does not want its servers to stay.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /** A port that was free a moment ago, for servers that cannot choose one themselves. */
  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it accepts connections. */
  void awaitPort(int port) throws IOException {
    await(() -> accepts(port));
  }

  /** Waits until it has started so many processes. */
  void awaitChildren(int count) throws IOException {
    await(() -> process.descendants().count() == count);
  }

  /** Waits until it has printed a line that begins so; what follows in it. */
  String awaitLine(String beginning) throws IOException {
    await(() -> line(beginning).isPresent());
    return line(beginning).orElseThrow();
  }

  private Optional<String> line(String beginning) throws IOException {
    String text = Files.readString(out);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole
        .lines()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .findFirst();
  }

  long id() {
    return process.pid();
  }

  private void await(Waiting.Condition condition) throws IOException {
    Waiting.until(
        () -> {
          if (!process.isAlive()) {
            String said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8);
            throw new IOException("a server ended at its start: " + said);
          }
          return condition.holds();
        },
        LONGEST_START,
        "a server did not start, see " + errors);
  }

  private static boolean accepts(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  /** Ends it and its children, in their own way if that does not take long. */
  @Override
  public void close() {
    var children = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, LONGEST_STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    process.onExit().join();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
