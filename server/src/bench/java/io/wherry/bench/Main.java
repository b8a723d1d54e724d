package io.wherry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the benchmark. */
@Command(name = "bench", description = "measures Wherry against git http-backend")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
final class Main implements Callable<Integer> {
  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  @Option(names = "--repository", description = "a bare repository; else one is generated")
  private @Nullable Path repository;

  @Option(names = "--objects", defaultValue = "20000", description = "of the generated one")
  private int objects;

  @Option(names = "--rows", split = ",", description = "which to measure; else all")
  private @Nullable List<String> rows;

  @Option(names = "--clients", split = ",", defaultValue = "1,8,32", description = "of clones")
  private List<Integer> clients;

  @Option(names = "--rounds", defaultValue = "5", description = "samples of each side")
  private int rounds;

  @Option(names = "--behind", defaultValue = "100", description = "commits that a client misses")
  private int behind;

  @Option(names = "--warm-up", defaultValue = "8", description = "CPU seconds of a server")
  private int warmUp;

  @Option(names = "--sample", defaultValue = "1000", description = "least milliseconds of one")
  private int sample;

  @Option(names = "--launcher", defaultValue = "server/target/wherry")
  private Path launcher;

  @Option(names = "--java-options", defaultValue = "", description = "for the server's JVM")
  private String javaOptions;

  @Option(
      names = "--room",
      description = "a directory to work in, which keeps its repositories for the next run")
  private @Nullable Path room;

  @Option(names = "--markdown", description = "a file to write the table to")
  private @Nullable Path markdown;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).addSubcommand(new TokenCurve()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    if (room != null) {
      return run(Files.createDirectories(room).toRealPath());
    }
    Path temporary = Files.createTempDirectory("wherry-bench-");
    try {
      return run(temporary);
    } finally {
      Trees.delete(temporary);
    }
  }

  private int run(Path place) throws IOException {
    var started = new Launcher(launcher.toRealPath(), javaOptions, Tools.in(place));
    say("preparing");
    var source = new Stock.Source(Optional.ofNullable(repository), objects);
    Stock stock = Stock.prepare(place, started, source);
    var stages = new Stages(place, stock, started, new Scene.Numbers(behind));
    var measuring =
        new Rounds(stages, rounds, Duration.ofSeconds(warmUp), Duration.ofMillis(sample));
    var table = new Table();
    int failed = 0;
    for (Row row : chosen()) {
      for (int count : row.clients(clients)) {
        failed += measure(row, count, measuring, table) ? 0 : 1;
      }
    }
    System.out.println(table.plain());
    return failed == 0 ? 0 : 1;
  }

  /** Whether it could be; a row that cannot does not end a run of hours. */
  private boolean measure(Row row, int count, Rounds measuring, Table table) throws IOException {
    say(row.id() + ", " + count + (count == 1 ? " client" : " clients"));
    try {
      table.add(measuring.measure(row, count));
      write(table);
      return true;
    } catch (IOException e) {
      say("failed: " + e);
      return false;
    }
  }

  /** After every row, so that a long run that is cut off has said something. */
  private void write(Table table) throws IOException {
    if (markdown != null) {
      Files.writeString(markdown, table.markdown());
    }
  }

  private List<Row> chosen() {
    if (rows == null) {
      return List.of(Row.values());
    }
    return rows.stream().map(Main::row).toList();
  }

  private static Row row(String id) {
    return Arrays.stream(Row.values())
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> {
              String all =
                  Arrays.stream(Row.values()).map(Row::id).collect(Collectors.joining(", "));
              return new IllegalArgumentException("no row " + id + "; there are " + all);
            });
  }

  private static void say(String what) {
    System.err.println("bench: " + what);
  }
}
