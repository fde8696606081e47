package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
  @Test
  void sharesAreOfTheTimeBetweenTwoLooks(@TempDir Path proc) throws IOException {
    write(proc, "stat", "cpu  100 0 50 1000 10 0 0 5 0 0\ncpu0 1 1 1\n");
    Host host = new Host(proc);
    write(proc, "stat", "cpu  140 10 70 1020 15 3 2 5 0 0\n");

    assertThat(host.read().get(Host.CPU))
        .containsEntry("load", 0.75)
        .containsEntry("user", 0.5)
        .containsEntry("system", 0.25)
        .containsEntry("iowait", 0.05)
        .containsEntry("steal", 0.0);
  }

  @Test
  void countersThatGoBackGiveNoShares() {
    CpuTimes before = new CpuTimes(10, 10, 10, 10, 10);

    assertThat(new CpuTimes(9, 20, 20, 20, 20).since(before)).isEmpty();
    assertThat(before.since(before)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cpu", "cpu 1 2 3", "cpux 1 2 3 4 5 6 7 8", "cpu a b c d e f g h"})
  void whatLinuxDoesNotWriteIsNotUnderstood(String stat) {
    assertThat(CpuTimes.parse(stat)).isEqualTo(Optional.empty());
  }

  @Test
  void memoryIsInBytes() {
    assertThat(
            MemoryInfo.parse(
                """
                MemTotal:       1000 kB
                MemFree:         100 kB
                MemAvailable:    600 kB
                SwapTotal:        50 kB
                SwapFree:         20 kB
                """))
        .isEqualTo(
            Map.of(
                "used",
                409_600.0,
                "available",
                614_400.0,
                "total",
                1_024_000.0,
                "swapUsed",
                30_720.0));
  }

  @Test
  void withoutProcTheBeansTell(@TempDir Path empty) {
    Map<String, Map<String, Double>> read = new Host(empty).read();

    assertThat(read.get(Host.MEMORY)).containsOnlyKeys("used", "total");
    assertThat(read.get(Host.MEMORY).get("used")).isPositive();
    assertThat(read.get(Host.CPU)).doesNotContainKey("iowait");
  }

  @Test
  void thisMachineIsMeasured() {
    Map<String, Map<String, Double>> read = new Host().read();

    assertThat(read).containsOnlyKeys(Host.CPU, Host.MEMORY);
    double used = read.get(Host.MEMORY).get("used");
    assertThat(used).isBetween(1e6, read.get(Host.MEMORY).get("total"));
  }

  private static void write(Path proc, String file, String text) throws IOException {
    Files.writeString(proc.resolve(file), text);
  }
}
