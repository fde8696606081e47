package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmTest {
  private long nanos;

  @Test
  void thisProcessIsMeasured() {
    Jvm jvm = new Jvm(() -> nanos);

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
  void withoutTimeBetweenThereAreNoRates() {
    Jvm jvm = new Jvm(() -> nanos);
    jvm.begin();

    assertThat(jvm.read()).containsKey("heapUsed").doesNotContainKeys("cpu", "gc");
  }
}
