package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    Statistics statistics = Statistics.of(List.of(9.0, 1.0, 5.0));

    assertThat(statistics.median()).isEqualTo(5);
    assertThat(statistics.lowest()).isEqualTo(1);
    assertThat(statistics.highest()).isEqualTo(9);
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
    assertThat(Statistics.of(List.of(8.0, 1.0, 2.0, 4.0)).median()).isEqualTo(3);
  }

  @Test
  void oneOutlierDoesNotMoveTheMedian() {
    assertThat(Statistics.of(List.of(10.0, 11.0, 9_999.0)).median()).isEqualTo(11);
  }

  @Test
  void nothingHasNoStatistics() {
    assertThatThrownBy(() -> Statistics.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("statistics need at least one figure, got none");
  }
}
