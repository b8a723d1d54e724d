package io.wherry.bench;

import java.util.List;
import java.util.Locale;

/** The median of some values, the least and the most. */
record Spread(double median, double least, double most) {
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** Such as "0.47 (0.41–0.52)"; a dash where somebody took less than can be measured. */
  @Override
  public String toString() {
    if (!Double.isFinite(most)) {
      return "–";
    }
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, least, most);
  }
}
