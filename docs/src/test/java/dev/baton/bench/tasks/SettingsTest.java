package dev.baton.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void runsEveryRowFiveTimesByDefault() {
    Settings settings = Settings.parse();

    assertThat(settings.rows()).isEqualTo(Primitives.ROWS);
    assertThat(settings.runs()).isEqualTo(5);
  }

  @Test
  void onlyChoosesRows() {
    Settings settings = Settings.parse("--only", "lock", "--only", "yield");

    assertThat(settings.rows()).extracting(Row::name).containsExactly("yield", "lock");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fast|there is no option \"--fast\"",
        "--runs|--runs needs a value",
        "--runs 0|--runs must be between 1 and 99, got \"0\"",
        "--runs many|--runs must be between 1 and 99, got \"many\"",
        "--heap all|--heap must be a size like 2g or 900m, got \"all\"",
        "--json --write a.md|--write puts a table into a Markdown file, --json writes none: leave"
            + " out one of them",
        "--gc None|there is no collector \"None\"; there are Parallel, Serial, G1, Z",
      })
  void refuses(String commandLine, String message) {
    assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
