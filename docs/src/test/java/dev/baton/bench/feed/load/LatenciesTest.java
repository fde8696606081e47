package dev.baton.bench.feed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void smallTimesAreExact() {
    LongStream.rangeClosed(1, 100).forEach(latencies::add);

    assertThat(latencies.quantile(0.5)).isEqualTo(50);
    assertThat(latencies.quantile(0.99)).isEqualTo(99);
    assertThat(latencies.quantile(1)).isEqualTo(100);
    assertThat(latencies.highest()).isEqualTo(100);
    assertThat(latencies.count()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {511, 512, 1_023, 1_024, 9_999, 123_456, 60_000_000, (1L << 40) - 1})
  void aLongTimeIsRightToHalfAPercent(long micros) {
    latencies.add(micros);
    latencies.add(2 * micros);

    assertThat(latencies.quantile(0.5)).isCloseTo(micros, withinPercentage(0.5));
    assertThat(latencies.quantile(0.5)).isGreaterThanOrEqualTo(micros);
  }

  @Test
  void quantilesAreThoseOfTheSortedTimes() {
    long[] times = new Random(1).longs(10_000, 0, 1_000_000).toArray();
    LongStream.of(times).forEach(latencies::add);
    long[] sorted = LongStream.of(times).sorted().toArray();

    for (double share : new double[] {0.001, 0.5, 0.99, 0.999}) {
      long exact = sorted[(int) Math.ceil(share * sorted.length) - 1];
      assertThat(latencies.quantile(share)).isCloseTo(exact, withinPercentage(0.5));
    }
  }

  @Test
  void nothingHasNoQuantile() {
    assertThat(latencies.quantile(0.99)).isZero();
  }

  @Test
  void aTimeThatCannotBeCountsAsTheNearestThatCan() {
    latencies.add(-5);
    latencies.add(Long.MAX_VALUE);

    assertThat(latencies.quantile(0.5)).isZero();
    assertThat(latencies.highest()).isEqualTo((1L << 40) - 1);
  }

  @Test
  void canBeginAnew() {
    latencies.add(5);
    latencies.clear();
    latencies.add(7);

    assertThat(latencies.count()).isEqualTo(1);
    assertThat(latencies.quantile(0)).isEqualTo(7);
    assertThat(latencies.highest()).isEqualTo(7);
  }
}
