package dev.baton.feed.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PressureTest {
  @Test
  void sharesOfTheLastTenSecondsAreRead(@TempDir Path root) throws IOException {
    Machine machine =
        new Machine(root)
            .write(
                "proc/pressure/cpu",
                """
                some avg10=15.36 avg60=27.75 avg300=18.87 total=16744700031
                full avg10=0.00 avg60=0.00 avg300=0.00 total=0
                """)
            .write(
                "proc/pressure/io",
                """
                some avg10=100.00 avg60=0.70 avg300=0.54 total=533417121
                full avg10=1.57 avg60=0.40 avg300=0.25 total=64655148
                """);

    assertThat(new Pressure(machine.files()).read())
        .isEqualTo(Map.of("cpuSome", 0.1536, "ioSome", 1.0, "ioFull", 0.0157));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "some",
        "some avg10= avg60=0.70\n",
        "some avg10=-1.00 avg60=0.70\n",
        "some avg10=1e9 avg60=0.70\n",
        "some avg10=NaN avg60=0.70\n",
        "more avg10=1.00 avg60=0.70\n",
        "  some avg10=1.00 avg60=0.70\n"
      })
  void whatLinuxDoesNotWriteIsNotUnderstood(String pressure) {
    Figures figures = new Figures();
    Pressure.parse("io", pressure, figures);

    assertThat(figures.known()).isEmpty();
  }
}
