package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTest {
  @Test
  void sharesAreOfTheTimeBetweenTwoLooks(@TempDir Path root) throws IOException {
    Machine machine =
        new Machine(root).write("proc/stat", "cpu  100 0 50 1000 10 0 0 5 0 0\ncpu0 1 1 1\n");
    Host host = machine.host();
    machine.write("proc/stat", "cpu  140 10 70 1020 15 3 2 5 0 0\n");

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
    assertThat(new CpuTimes(20, 20, 20, 20, 9).since(before)).isEmpty();
    assertThat(before.since(before)).isEmpty();
  }

  /// The kernel's documentation says that they may.
  @Test
  void idleTimeMayGoBackALittle() {
    CpuTimes before = new CpuTimes(10, 10, 100, 10, 10);

    assertThat(new CpuTimes(20, 10, 110, 9, 10).since(before))
        .containsEntry("load", 0.5)
        .containsEntry("iowait", 0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cpu",
        "cpu 1 2 3",
        "cpux 1 2 3 4 5 6 7 8",
        "cpu a b c d e f g h",
        "cpu -1 2 3 4 5 6 7 8",
        "cpu 1 2 3 4 5 6 7 9999999999999999999"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String stat) {
    assertThat(CpuTimes.parse(stat)).isEqualTo(Optional.empty());
  }
}
