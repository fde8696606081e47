package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
  private static final long SECOND = 1_000_000;

  @Test
  void asItWasRecorded() {
    assertThat(seconds("1", 100, 101, 101, 103)).containsExactly(0.0, 1.0, 1.0, 3.0);
  }

  @Test
  void fasterOrSlower() {
    assertThat(seconds("10", 100, 101, 103)).containsExactly(0.0, 0.1, 0.3);
    assertThat(seconds("0.5", 100, 101, 102)).containsExactly(0.0, 2.0, 4.0);
    assertThat(seconds("max", 100, 101, 102)).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void aLongPauseIsShortened() {
    assertThat(seconds("1", 100, 5000, 5001)).containsExactly(0.0, 5.0, 6.0);
    assertThat(seconds("10", 100, 5000, 5001)).containsExactly(0.0, 5.0, 5.1);
  }

  @Test
  void aClockThatWasSetBackDoesNotMatter() {
    assertThat(seconds("1", 100, 101, 50, 101, 102)).containsExactly(0.0, 1.0, 1.0, 1.0, 2.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1e3", "0.0001", "10000000", "fast", "", "NaN"})
  void whatIsNoSpeedIsSaid(String text) {
    assertThatThrownBy(() -> Pace.parse(text))
        .hasMessage("--speed must be max, or a number from 0.001 to 1000000, got " + text);
  }

  /// When events of these times come.
  private static List<Double> seconds(String speed, long... times) {
    List<Double> came = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              Pace.Waits waits = Pace.parse(speed).waits(Duration.ofSeconds(5));
              long start = EventLoop.running().time();
              for (long time : times) {
                waits.await(time * SECOND);
                came.add((EventLoop.running().time() - start) / 1e9);
              }
            });
    return came;
  }
}
