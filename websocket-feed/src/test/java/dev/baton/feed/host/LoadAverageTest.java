package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadAverageTest {
  @Test
  void allFiveAreRead() {
    assertThat(LoadAverage.parse("0.52 1.48 20.40 2/117 6740\n"))
        .isEqualTo(
            Map.of("load1", 0.52, "load5", 1.48, "load15", 20.4, "running", 2.0, "tasks", 117.0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0.52",
        "0.52 1.48 20.40 2/117 6740",
        "-0.52 1.48 20.40 2/117 6740\n",
        "0.52 1.48 20.40 2 117 6740\n",
        "NaN 1.48 20.40 2/117 6740\n",
        "99999999999.52 1.48 20.40 2/117 6740\n"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String loadavg) {
    assertThat(LoadAverage.parse(loadavg)).isEmpty();
  }
}
