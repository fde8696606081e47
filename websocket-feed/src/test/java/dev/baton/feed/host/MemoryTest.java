package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
  private static final String MEMORY =
      """
      MemTotal:       1000 kB
      MemFree:         100 kB
      MemAvailable:    600 kB
      """;

  @Test
  void memoryIsInBytes() {
    assertThat(MemoryInfo.parse(MEMORY + "SwapTotal: 50 kB\nSwapFree: 20 kB\n"))
        .isEqualTo(
            Map.of(
                "used",
                409_600.0,
                "available",
                614_400.0,
                "total",
                1_024_000.0,
                "swapUsed",
                30_720.0,
                "swapTotal",
                51_200.0));
  }

  @Test
  void withoutSwapNothingIsSaidOfIt() {
    assertThat(MemoryInfo.parse(MEMORY + "SwapTotal: 0 kB\nSwapFree: 0 kB\n"))
        .containsOnlyKeys("used", "available", "total");
  }

  @Test
  void moreAvailableThanThereIsGivesNoUse() {
    assertThat(MemoryInfo.parse("MemTotal: 1 kB\nMemAvailable: 2 kB\n")).doesNotContainKey("used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "MemTotal: 1000 kB\n",
        "MemTotal: 1000\nMemAvailable: 600\n",
        "MemTotal: -1 kB\nMemAvailable: 600 kB\n",
        "MemTotal: 9999999999999999 kB\nMemAvailable: 600 kB\n"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String meminfo) {
    assertThat(MemoryInfo.parse(meminfo)).isEmpty();
  }
}
