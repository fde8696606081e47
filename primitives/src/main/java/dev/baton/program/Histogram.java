package dev.baton.program;

import java.util.Arrays;

/// Counts values by their size, in [Metrics]: for each bucket, how many values were at most its
/// upper end.
public final class Histogram extends Metric {
  /// The upper ends of the buckets, but for the last, which has none.
  private final double[] bounds;

  /// How many values fell into each bucket, and into no smaller one.
  private final long[] counts;

  private double sum;

  Histogram(double[] bounds) {
    this.bounds = bounds;
    this.counts = new long[bounds.length + 1];
  }

  static double[] requireRising(String name, double[] bounds) {
    for (int i = 0; i < bounds.length; i++) {
      if (!Double.isFinite(bounds[i]) || i > 0 && bounds[i] <= bounds[i - 1]) {
        throw new IllegalArgumentException(
            "the bounds of \""
                + name
                + "\" must be numbers that rise, got "
                + Arrays.toString(bounds));
      }
    }
    return bounds.clone();
  }

  /// Counts a value.
  ///
  /// @throws IllegalArgumentException if it is no number
  public void observe(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a histogram counts numbers, got NaN");
    }
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    sum += value;
  }

  /// How many values were counted.
  public long count() {
    return Arrays.stream(counts).sum();
  }

  @Override
  void write(Samples samples) {
    long atMost = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      atMost += counts[bucket];
      double bound = bucket < bounds.length ? bounds[bucket] : Double.POSITIVE_INFINITY;
      samples.addBucket(bound, atMost);
    }
    samples.add("_sum", sum);
    samples.add("_count", atMost);
  }
}
