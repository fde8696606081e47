package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.net.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({"0,1000", "14,1000", "15,2000", "59,2000", "60,30000", "3600,30000"})
  void theCeilingIsLowWhileTheOutageIsYoung(int seconds, int millis) {
    Outage outage = new Outage(BACKOFF, 0);
    for (int i = 0; i < 20; i++) {
      outage.failed(0, 0, Duration.ZERO);
    }

    assertThat(outage.failed(Duration.ofSeconds(seconds).toNanos(), 1, Duration.ZERO))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void theFirstPausesAreShorter() {
    Outage outage = new Outage(BACKOFF, 0);

    assertThat(outage.failed(0, 1, Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
    assertThat(outage.failed(0, 1, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(outage.failed(0, 0.5, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
    assertThat(outage.failures()).isEqualTo(3);
  }

  @Test
  void whatTheServerAsksForIsKept() {
    assertThat(new Outage(BACKOFF, 0).failed(0, 0, Duration.ofSeconds(20)))
        .isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void thoseThatTheServerAsksTheSameOfDoNotComeBackTogether() {
    Duration least = Duration.ofMillis(500);

    assertThat(new Outage(BACKOFF, 0).failed(0, 0.5, least)).isEqualTo(Duration.ofMillis(625));
    assertThat(new Outage(BACKOFF, 0).failed(0, 1, least)).isEqualTo(Duration.ofMillis(750));
  }

  @Test
  void aLowerCeilingStaysLower() {
    Backoff quick = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));
    Outage outage = new Outage(quick, 0);
    for (int i = 0; i < 20; i++) {
      assertThat(outage.failed(0, 1, Duration.ZERO)).isLessThanOrEqualTo(quick.most());
    }
  }
}
