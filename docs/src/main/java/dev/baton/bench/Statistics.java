package dev.baton.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// The figures of several runs, and what is reported of them.
///
/// The median, because a run that another program disturbed must not move it; the lowest and the
/// highest, because they show how much was disturbed.
public record Statistics(double[] sorted) {
  public static Statistics of(Collection<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("statistics need at least one figure, got none");
    }
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Statistics(sorted);
  }

  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  public double lowest() {
    return sorted[0];
  }

  public double highest() {
    return sorted[sorted.length - 1];
  }

  /// The median, and in parentheses the lowest and the highest: `4.5 (4.2-5.1)`, figures below 2
  /// more exactly.
  public String spread() {
    return "%s (%s-%s)".formatted(text(median()), text(lowest()), text(highest()));
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, value < 2 ? "%.2f" : "%.1f", value);
  }
}
