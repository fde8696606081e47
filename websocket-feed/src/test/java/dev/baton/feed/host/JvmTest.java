package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmTest {
  private long nanos;

  @Test
  void thisProcessIsMeasured() {
    Jvm jvm = new Jvm(() -> nanos, Optional.empty());

    assertThat(jvm.begin()).contains("heapUsed", "threads", "cpu", "gc");
    System.gc();
    nanos += 1_000_000_000;
    Map<String, Double> read = jvm.read();
    assertThat(read.get("heapUsed")).isPositive();
    assertThat(read.get("threads")).isPositive();
    assertThat(read.get("cpu")).isBetween(0.0, 1.0);
    assertThat(read.get("gc")).isBetween(0.0, 1.0);
  }

  @Test
  void theDelaysOfTheLoopAreKnownWhileSomebodyWatchesThem() {
    LoopLag lag = new LoopLag();
    Jvm jvm = new Jvm(() -> nanos, Optional.of(lag));

    assertThat(jvm.begin()).contains("loopLag");
    assertThat(jvm.read()).doesNotContainKey("loopLag");
    VirtualClock clock = new VirtualClock();
    EventLoop.builder()
        .clock(clock)
        .run(
            () ->
                TaskGroup.run(
                    group -> {
                      Task<?> watching = group.spawn(lag::watch);
                      Async.sleep(Duration.ofMillis(250));
                      assertThat(jvm.read()).containsEntry("loopLag", 0.0);
                      clock.skipTo(clock.nanoTime() + 80_000_000); // as if a task had computed
                      Async.sleep(Duration.ofMillis(250));
                      assertThat(jvm.read()).containsEntry("loopLag", 30.0);
                      assertThat(jvm.read()).doesNotContainKey("loopLag");
                      watching.cancel();
                    }));
  }

  @Test
  void withoutTimeBetweenThereAreNoRates() {
    Jvm jvm = new Jvm(() -> nanos, Optional.empty());
    jvm.begin();

    assertThat(jvm.read()).containsKey("heapUsed").doesNotContainKeys("cpu", "gc");
  }
}
