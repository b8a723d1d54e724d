package io.wherry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Results as lines of cells. */
final class Table {
  private static final List<String> HEAD =
      List.of("Row", "Clients", "Against", "Wall", "CPU", "Memory", "Wherry", "The other");

  private final List<List<String>> lines = new ArrayList<>(List.of(HEAD));

  void add(Result result) {
    for (Result.Rival rival : result.rivals()) {
      double memory = result.wherry().memory().all() / rival.figures().memory().all();
      lines.add(
          List.of(
              result.row().title(),
              Integer.toString(result.clients()),
              rival.name(),
              rival.wall().toString(),
              rival.cpu().toString(),
              number(memory),
              figures(result.row(), result.wherry()),
              figures(result.row(), rival.figures())));
    }
  }

  /** In columns as wide as they have to be. */
  String plain() {
    List<Integer> widths =
        IntStream.range(0, HEAD.size())
            .mapToObj(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toList();
    return lines.stream()
        .map(
            line ->
                IntStream.range(0, line.size())
                    .mapToObj(i -> line.get(i) + " ".repeat(widths.get(i) - line.get(i).length()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing())
        .collect(Collectors.joining("\n"));
  }

  String markdown() {
    var all = new ArrayList<>(lines);
    all.add(1, HEAD.stream().map(column -> "---").toList());
    return all.stream()
        .map(line -> "| " + String.join(" | ", line) + " |\n")
        .collect(Collectors.joining());
  }

  private static String figures(Row row, Result.Figures figures) {
    String first =
        row.kind() == Row.Kind.LIST
            ? String.format(Locale.ROOT, "%.0f/s", 1 / figures.wall())
            : number(figures.wall() * 1000) + " ms";
    ProcessTree.Memory memory = figures.memory();
    String own = String.format(Locale.ROOT, "%.0f (%.0f) MiB", memory.all(), memory.own());
    return first + ", " + number(figures.cpu() * 1000) + " ms, " + own;
  }

  /** With as many digits as mean something. */
  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
  }
}
