package dev.baton.scraper.report;

import dev.baton.scraper.report.Latency.Bar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts how long answers took, in classes each 5 % wider than the one before. So a million
/// answers need a few hundred numbers, and a percentile is right to two digits.
final class LatencyCounts {
  /// Ten times the time is so many classes further.
  private static final int A_DECADE = 48;

  /// So many classes make a bar.
  private static final int A_BAR = 8;

  /// The first class is what takes less than a millisecond. As long as the longest that came.
  private int[] counts = new int[0];

  private long answers;
  private Duration longest = Duration.ZERO;

  void add(Duration took) {
    int index = indexOf(took);
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, index + 1);
    }
    counts[index]++;
    answers++;
    longest = longest.compareTo(took) < 0 ? took : longest;
  }

  private static int indexOf(Duration took) {
    double millis = took.toNanos() / 1e6;
    return millis < 1 ? 0 : 1 + (int) (A_DECADE * Math.log10(millis));
  }

  Latency latency() {
    return answers == 0
        ? Latency.NONE
        : new Latency(answers, bars(), percentile(0.5), percentile(0.9), percentile(0.99), longest);
  }

  /// The middle of the class in which it lies, to the millisecond, as finer is not measured.
  private Duration percentile(double share) {
    long before = (long) Math.ceil(share * answers);
    int index = 0;
    while ((before -= counts[index]) > 0) {
      index++;
    }
    long millis = Math.round(bound(index - 0.5).toNanos() / 1e6);
    Duration middle = Duration.ofMillis(index == 0 ? 0 : millis);
    return middle.compareTo(longest) < 0 ? middle : longest;
  }

  /// Where a class ends.
  private static Duration bound(double index) {
    return Duration.ofNanos(Math.round(1e6 * Math.pow(10, index / A_DECADE)));
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    if (counts[0] > 0) {
      bars.add(new Bar(Duration.ZERO, bound(0), counts[0]));
    }
    for (int first = 1; first < counts.length; first += A_BAR) {
      long sum = sum(first, Math.min(first + A_BAR, counts.length));
      if (sum > 0 || !bars.isEmpty()) {
        bars.add(new Bar(bound(first - 1), bound(first - 1 + A_BAR), sum));
      }
    }
    return bars;
  }

  private long sum(int from, int to) {
    return Arrays.stream(counts, from, to).asLongStream().sum();
  }
}
