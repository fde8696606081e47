package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoopLagTest {
  private final LoopLag lag = new LoopLag();

  @Test
  void isNothingWithoutSamples() {
    assertThat(lag.p99()).isZero();
  }

  @Test
  void leavesOutTheWorstOfAHundred() {
    for (int i = 0; i < 99; i++) {
      lag.add(1_000_000);
    }
    lag.add(90_000_000);

    assertThat(lag.p99()).isEqualTo(Duration.ofMillis(1));
    lag.add(80_000_000);
    lag.add(80_000_000);
    assertThat(lag.p99()).isEqualTo(Duration.ofMillis(80));
  }

  @Test
  void forgetsWhatWasLongAgo() {
    lag.add(90_000_000);
    for (int i = 0; i < 3_000; i++) {
      lag.add(0);
    }

    assertThat(lag.p99()).isZero();
  }

  @Test
  void anIdleLoopIsNotLate() {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Task<Void> sampling = Async.spawn(lag::run);
              Async.sleep(Duration.ofSeconds(10));
              sampling.cancel();
            });

    assertThat(lag.p99()).isZero();
  }
}
