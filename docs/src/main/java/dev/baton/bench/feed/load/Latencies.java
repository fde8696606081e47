package dev.baton.bench.feed.load;

import java.util.Arrays;

/// A histogram of times, in microseconds. Its figures are right to half a percent.
final class Latencies {
  /// Buckets for each power of two, as a power of two.
  private static final int PRECISION = 8;

  private static final int POWERS = 40;
  private static final long LONGEST = 1L << POWERS;

  private final long[] counts = new long[(POWERS - PRECISION + 2) << PRECISION];
  private long count;
  private long highest;

  /// What is negative counts as 0: two clocks were compared.
  void add(long micros) {
    long time = Math.clamp(micros, 0, LONGEST - 1);
    counts[bucket(time)]++;
    count++;
    highest = Math.max(highest, time);
  }

  void clear() {
    Arrays.fill(counts, 0);
    count = 0;
    highest = 0;
  }

  long count() {
    return count;
  }

  long highest() {
    return highest;
  }

  /// So much that this share took no longer; 0 if there was nothing.
  ///
  /// @param share 0 to 1
  long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(highest, longestOf(i));
      }
    }
    return highest;
  }

  /// Times below `2 << PRECISION` have a bucket each; above, a bucket is as wide as its power of
  /// two asks for.
  private static int bucket(long micros) {
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros | 1);
    int shift = Math.max(0, power - PRECISION);
    return (shift << PRECISION) + (int) (micros >> shift);
  }

  private static long longestOf(int bucket) {
    int shift = Math.max(0, (bucket >> PRECISION) - 1);
    long mantissa = bucket - ((long) shift << PRECISION);
    return ((mantissa + 1) << shift) - 1;
  }
}
