package io.wherry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What a row has shown: Wherry, and the others beside it. */
record Result(Row row, int clients, Figures wherry, List<Rival> rivals) {
  Result {
    rivals = List.copyOf(rivals);
  }

  /** The first side is Wherry's. */
  static Result of(Row row, int clients, List<Side> sides) {
    Side wherry = sides.get(0);
    var rivals = new ArrayList<Rival>();
    for (Side side : sides.subList(1, sides.size())) {
      rivals.add(
          new Rival(
              side.name(),
              figures(side),
              ratio(wherry, side, Sample::wall),
              ratio(wherry, side, Sample::cpu)));
    }
    return new Result(row, clients, figures(wherry), rivals);
  }

  /** Of the samples of the same round, which had the same neighbours on the machine. */
  private static Spread ratio(Side wherry, Side rival, ToDoubleFunction<Sample> value) {
    return Spread.of(
        IntStream.range(0, wherry.samples().size())
            .mapToObj(
                i ->
                    value.applyAsDouble(wherry.samples().get(i))
                        / value.applyAsDouble(rival.samples().get(i)))
            .toList());
  }

  private static Figures figures(Side side) {
    return new Figures(
        Spread.of(side.samples().stream().map(Sample::wall).toList()).median(),
        Spread.of(side.samples().stream().map(Sample::cpu).toList()).median(),
        side.memory());
  }

  /** Medians of a side: seconds of one operation, and the most memory. */
  record Figures(double wall, double cpu, ProcessTree.Memory memory) {}

  /** Another side, and Wherry's share of what it took. */
  record Rival(String name, Figures figures, Spread wall, Spread cpu) {}
}
