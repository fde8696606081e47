package dev.baton.scraper.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.scraper.report.Latency.Bar;
import java.time.Duration;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {
  private final LatencyCounts counts = new LatencyCounts();

  private Latency of(LongStream millis) {
    millis.forEach(one -> counts.add(Duration.ofMillis(one)));
    return counts.latency();
  }

  @Test
  void thereIsNothingToSayOfNoAnswer() {
    assertThat(counts.latency()).isEqualTo(Latency.NONE);
  }

  @Test
  void ofOneAnswerAllFiguresAreTheSame() {
    Latency latency = of(LongStream.of(12));

    assertThat(latency.p50()).isEqualTo(Duration.ofMillis(12));
    assertThat(latency.p99()).isEqualTo(Duration.ofMillis(12));
    assertThat(latency.longest()).isEqualTo(Duration.ofMillis(12));
  }

  @Test
  void percentilesAreRightToTwoDigits() {
    Latency latency = of(LongStream.rangeClosed(1, 10_000));

    assertThat(latency.p50().toMillis()).isCloseTo(5_000, Offset.offset(150L));
    assertThat(latency.p90().toMillis()).isCloseTo(9_000, Offset.offset(250L));
    assertThat(latency.p99().toMillis()).isCloseTo(9_900, Offset.offset(300L));
  }

  @Test
  void theBarsAreAllAnswersWithoutGaps() {
    Latency latency = of(LongStream.of(0, 0, 3, 3, 3, 800));

    assertThat(latency.bars().stream().mapToLong(Bar::answers)).startsWith(2L).endsWith(1L);
    assertThat(latency.bars().stream().mapToLong(Bar::answers).sum()).isEqualTo(6);
    for (int i = 1; i < latency.bars().size(); i++) {
      assertThat(latency.bars().get(i).from()).isEqualTo(latency.bars().get(i - 1).to());
    }
  }

  @Test
  void theLongestTimeThatThereCanBeNeedsNoMoreRoom() {
    Latency latency = of(LongStream.of(Duration.ofDays(365).toMillis()));

    assertThat(latency.bars()).hasSize(1);
    assertThat(latency.p50()).isBetween(Duration.ofDays(350), latency.longest());
  }
}
