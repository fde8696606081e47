package dev.baton.bench.scraper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void runsEveryPartFiveTimesByDefault() {
    Settings settings = Settings.parse();

    assertThat(settings.parts()).isEqualTo(Part.ALL);
    assertThat(settings.pages()).isEqualTo(5_001);
    assertThat(settings.runs()).isEqualTo(5);
    assertThat(settings.command()).isEqualTo("./run bench scraper");
  }

  @Test
  void takesWhatIsAskedFor() {
    Settings settings =
        Settings.parse("--only", "latency", "--pages", "100", "--runs", "2", "--write", "a.md");

    assertThat(settings.parts()).extracting(Part::name).containsExactly("latency");
    assertThat(settings.pages()).isEqualTo(100);
    assertThat(settings.runs()).isEqualTo(2);
    assertThat(settings.file()).isEqualTo(Path.of("a.md"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --fast       | there is no option "--fast"
          --pages 9    | --pages must be between 10 and 100000, got "9"
          --runs 0     | --runs must be between 1 and 99, got "0"
          --runs       | --runs needs a value
          """)
  void refuses(String commandLine, String message) {
    assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
