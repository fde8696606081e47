package dev.baton.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void runsEveryRowFiveTimesByDefault() {
    Settings settings = Settings.parse("primitives");

    assertThat(settings.rows()).isEqualTo(Primitives.ROWS);
    assertThat(settings.runs()).isEqualTo(5);
  }

  @Test
  void onlyChoosesRows() {
    Settings settings = Settings.parse("primitives", "--only", "lock", "--only", "yield");

    assertThat(settings.rows()).extracting(Row::name).containsExactly("yield", "lock");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing|which benchmarks? there are: primitives, net",
        "primitives --fast|there is no option \"--fast\"",
        "primitives --runs|--runs needs a value",
        "primitives --runs 0|--runs must be between 1 and 99, got \"0\"",
        "primitives --runs many|--runs must be between 1 and 99, got \"many\"",
        "primitives --heap all|--heap must be a size like 2g or 900m, got \"all\"",
        "primitives --gc None|there is no collector \"None\"; there are Parallel, Serial, G1, Z",
      })
  void refuses(String commandLine, String message) {
    assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
