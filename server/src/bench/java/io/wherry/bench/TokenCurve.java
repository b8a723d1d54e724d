package io.wherry.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long it takes to make, list and use deploy tokens of a group that has few or many. */
@Command(name = "tokens", description = "measures a group with more and more deploy tokens")
@SuppressWarnings({"NullAway.Init", "unused"}) // picocli fills the fields
final class TokenCurve implements Callable<Integer> {
  private static final String ROOT_TOKEN = "root-token-of-the-bench";

  @Option(names = "--help", usageHelp = true, description = "show this help and stop")
  private boolean help;

  @Option(names = "--counts", split = ",", defaultValue = "10,1000,10000,100000")
  private List<Integer> counts;

  @Option(names = "--samples", defaultValue = "400", description = "requests of each kind")
  private int samples;

  @Option(names = "--launcher", defaultValue = "server/target/wherry")
  private Path launcher;

  @Override
  public Integer call() throws IOException {
    Path room = Files.createTempDirectory("wherry-bench-");
    try {
      Path data = room.resolve("data");
      var program = new Launcher(launcher.toRealPath(), "", Tools.in(room));
      ProcessBuilder serve =
          program.command("serve", "--data", data.toString(), "--listen", "127.0.0.1:0");
      serve.environment().put("WHERRY_ROOT_TOKEN", ROOT_TOKEN);
      try (var daemon = new Daemon(serve, room.resolve("wherry"))) {
        URI url = URI.create(daemon.awaitLine("Wherry is ready at "));
        measure(TokenRequests.prepare(url, ROOT_TOKEN), data.resolve("wherry.sqlite"));
      }
      return 0;
    } finally {
      Trees.delete(room);
    }
  }

  private void measure(TokenRequests requests, Path database) throws IOException {
    // The first requests of a process would otherwise make the small group look slow.
    for (int i = 0; i < 2; i++) {
      requests.kinds().forEach((kind, request) -> median(request));
    }
    var first = new ArrayList<Double>();
    System.out.println("| Tokens of the group | " + String.join(" | ", titles(requests)) + " |");
    System.out.println("| --- |" + " --- |".repeat(requests.kinds().size()));
    for (int count : counts) {
      requests.fill(database, count);
      var cells = new ArrayList<String>();
      int column = 0;
      for (TokenRequests.Request request : requests.kinds().values()) {
        double millis = median(request);
        if (first.size() == column) {
          first.add(millis);
        }
        cells.add("%.2f ms (%.2f)".formatted(millis, millis / first.get(column)));
        column++;
      }
      System.out.println("| %,d | %s |".formatted(count, String.join(" | ", cells)));
    }
  }

  private static List<String> titles(TokenRequests requests) {
    return requests.kinds().keySet().stream().map(kind -> kind + ", ratio").toList();
  }

  private double median(TokenRequests.Request request) {
    var nanos = new long[samples];
    for (int i = 0; i < samples; i++) {
      long start = System.nanoTime();
      request.send();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return nanos[samples / 2] / 1e6;
  }
}
