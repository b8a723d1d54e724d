package io.wherry.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk of a few megabytes in memory, and a file that fills it. It is mounted where only the
 * programs see it that are started inside, and is gone with the process that holds it.
 */
final class SmallDisk implements AutoCloseable {
  private static final int PAGE = 4096;
  private static final String READY = "ready\n";

  /** Where the programs inside see it, and where this one does. */
  private final Path place;

  private final Program holder;
  private final boolean asRoot;

  private SmallDisk(Path place, Program holder, boolean asRoot) {
    this.place = place;
    this.holder = holder;
    this.asRoot = asRoot;
  }

  /** Fails where the machine does not allow it. */
  static SmallDisk mount(Path directory, int megabytes) throws IOException {
    Path place = Files.createDirectories(directory).toRealPath();
    boolean asRoot =
        Program.start(List.of("id", "-u"), place, Map.of()).end().success().strip().equals("0");
    var command = new ArrayList<>(List.of(Needs.program("unshare").toString(), "--mount"));
    if (!asRoot) {
      command.add("--map-root-user");
    }
    String script =
        "mount -t tmpfs -o size=%dm tmpfs \"$0\" && echo ready && exec tail -f --pid=%d /dev/null"
            .formatted(megabytes, ProcessHandle.current().pid());
    command.addAll(List.of("sh", "-c", script, place.toString()));
    Program holder = Program.start(command, place, Map.of());
    try {
      holder.await("a file system is mounted in memory", () -> holder.out().equals(READY));
    } catch (AssertionError e) {
      throw new AssertionError(
          "this test needs to mount a small file system: run it as root with CAP_SYS_ADMIN, or"
              + " where users may make namespaces (unshare -rm)",
          e);
    }
    return new SmallDisk(place, holder, asRoot);
  }

  /** Starts a program inside. */
  List<String> wrapper() {
    var command = new ArrayList<>(List.of(Needs.program("nsenter").toString()));
    command.addAll(List.of("--target=" + holder.id(), "--mount"));
    if (!asRoot) {
      command.addAll(List.of("--user", "--preserve-credentials"));
    }
    return command;
  }

  /** As the programs inside call it. */
  Path place() {
    return place;
  }

  /** The same as it is seen from here. */
  Path seen() {
    return Path.of("/proc/" + holder.id() + "/root" + place);
  }

  /** Fills it until there is room for so many bytes, and hardly more. */
  void leave(int bytes) throws IOException {
    empty();
    long fill = seen().toFile().getUsableSpace() - bytes;
    try (OutputStream out =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var page = new byte[PAGE];
      for (long written = 0; written + PAGE <= fill; written += PAGE) {
        out.write(page);
      }
    }
  }

  /** Takes the filling away. */
  void empty() throws IOException {
    Files.deleteIfExists(ballast());
  }

  private Path ballast() {
    return seen().resolve("ballast");
  }

  @Override
  public void close() {
    holder.kill();
    holder.end();
  }
}
