package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StandbyTest {
  private long asleep;
  private int woken;

  @Test
  void noticesThatTheMachineWasAsleep() {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              Standby standby =
                  new Standby(() -> OptionalLong.of(loop.time() + asleep), loop::time);
              Task<Void> watching = Async.spawn(() -> standby.watch(() -> woken++));
              Async.sleep(Duration.ofHours(1));
              assertThat(woken).isZero();
              asleep += Duration.ofMinutes(5).toNanos();
              Async.sleep(Duration.ofMillis(1_001));
              assertThat(woken).isEqualTo(1);
              Async.sleep(Duration.ofHours(1));
              assertThat(woken).isEqualTo(1);
              watching.cancel();
            });
  }

  @Test
  void doesNothingWhereTheSystemDoesNotSay() {
    EventLoop.run(() -> new Standby(OptionalLong::empty, () -> 0).watch(() -> woken++));

    assertThat(woken).isZero();
  }
}
