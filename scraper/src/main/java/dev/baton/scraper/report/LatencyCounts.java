package dev.baton.scraper.report;

import dev.baton.scraper.report.Latency.Bar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Counts how long answers took. Up to 128 ms each millisecond is a class of its own, beyond that
/// each doubling is divided into 64. So a million answers need a few hundred numbers, and a
/// percentile is right to two digits.
final class LatencyCounts {
  private static final int IN_DOUBLING = 64;

  /// Ten times the time is so many bars further.
  private static final int BARS_IN_DECADE = 6;

  private static final Duration LONGEST = Duration.ofDays(365);

  /// As long as the longest that came.
  private int[] counts = new int[0];

  private long answers;
  private Duration longest = Duration.ZERO;

  void add(Duration took) {
    Duration time = took.compareTo(LONGEST) < 0 ? took : LONGEST;
    int index = indexOf(time.toMillis());
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, index + 1);
    }
    counts[index]++;
    answers++;
    longest = longest.compareTo(time) < 0 ? time : longest;
  }

  private static int indexOf(long millis) {
    int shift = shift(millis);
    return shift * IN_DOUBLING + (int) (millis >> shift);
  }

  /// What is left of the number is less than two doublings.
  private static int shift(long millis) {
    int digits = Long.SIZE - Long.numberOfLeadingZeros(millis);
    return Math.max(0, digits - 7);
  }

  /// With which a class begins.
  private static long millis(int index) {
    int shift = Math.max(0, index / IN_DOUBLING - 1);
    return (long) (index - shift * IN_DOUBLING) << shift;
  }

  Latency latency() {
    return answers == 0
        ? Latency.NONE
        : new Latency(answers, bars(), percentile(0.5), percentile(0.9), percentile(0.99), longest);
  }

  /// The middle of the class in which it lies.
  private Duration percentile(double share) {
    long before = (long) Math.ceil(share * answers);
    int index = 0;
    while ((before -= counts[index]) > 0) {
      index++;
    }
    Duration middle = Duration.ofMillis((millis(index) + millis(index + 1) - 1) / 2);
    return middle.compareTo(longest) < 0 ? middle : longest;
  }

  private List<Bar> bars() {
    TreeMap<Integer, Long> bars = new TreeMap<>();
    for (int index = 0; index < counts.length; index++) {
      if (counts[index] > 0) {
        bars.merge(barOf(millis(index)), (long) counts[index], Long::sum);
      }
    }
    return withoutGaps(bars);
  }

  /// What took less than a millisecond is in a bar before all others.
  private static int barOf(long millis) {
    return millis == 0 ? -1 : (int) (BARS_IN_DECADE * Math.log10(millis) + 1e-9);
  }

  private static List<Bar> withoutGaps(TreeMap<Integer, Long> counts) {
    List<Bar> bars = new ArrayList<>();
    for (int bar = counts.firstKey(); bar <= counts.lastKey(); bar++) {
      bars.add(new Bar(beginning(bar), beginning(bar + 1), counts.getOrDefault(bar, 0L)));
    }
    return bars;
  }

  private static Duration beginning(int bar) {
    double millis = bar < 0 ? 0 : Math.pow(10, (double) bar / BARS_IN_DECADE);
    return Duration.ofNanos(Math.round(1e6 * millis));
  }
}
