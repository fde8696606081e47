package dev.baton.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutageTest {
  @Test
  void aQuantileIsTheFirstFigureThatSoManyDoNotExceed() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();

    assertThat(Outage.quantile(hundred, 0.95)).isEqualTo(95);
    assertThat(Outage.quantile(hundred, 0.5)).isEqualTo(50);
    assertThat(Outage.quantile(List.of(7.0), 0.95)).isEqualTo(7);
  }
}
