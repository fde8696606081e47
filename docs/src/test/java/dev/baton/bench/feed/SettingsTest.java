package dev.baton.bench.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void runsEveryPartWithEveryoneFiveTimesByDefault() {
    Settings settings = Settings.parse();

    assertThat(settings.parts()).isEqualTo(Part.ALL);
    assertThat(settings.contestants()).containsExactly(Contestant.values());
    assertThat(settings.runs()).isEqualTo(5);
    assertThat(settings.time()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.file()).isNull();
    assertThat(settings.command()).isEqualTo("./run bench feed");
  }

  @Test
  void takesWhatIsAskedForAndOursAlways() {
    Settings settings =
        Settings.parse(
            "--only",
            "many",
            "--only",
            "fanout",
            "--with",
            "java-websocket",
            "--runs",
            "2",
            "--seconds",
            "3",
            "--write",
            "a.md");

    assertThat(settings.parts()).extracting(Part::name).containsExactly("fanout", "many");
    assertThat(settings.contestants()).containsExactly(Contestant.BATON, Contestant.JAVA_WEBSOCKET);
    assertThat(settings.runs()).isEqualTo(2);
    assertThat(settings.time()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.file()).isEqualTo(Path.of("a.md"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --fast        | there is no option "--fast"
          --seconds 0   | --seconds must be between 1 and 600, got "0"
          --runs 0      | --runs must be between 1 and 99, got "0"
          --runs        | --runs needs a value
          --only slow   | there is no part "slow"; there are fanout, fast, many, growth, stalled, reconnect, outage
          --with nobody | there is no contestant "nobody"; there are baton, nio, java-websocket, netty, node, python
          """)
  void refuses(String commandLine, String message) {
    assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
