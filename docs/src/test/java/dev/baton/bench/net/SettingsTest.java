package dev.baton.bench.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @Test
  void runsEveryRowWithEveryoneByDefault() {
    Settings settings = Settings.parse();

    assertThat(settings.rows()).isEqualTo(Row.ALL);
    assertThat(settings.contestants()).containsExactly(Contestant.values());
    assertThat(settings.file()).isNull();
    assertThat(settings.command()).isEqualTo("./run bench net");
  }

  @Test
  void theYardstickAlwaysTakesPart() {
    Settings settings =
        Settings.parse("--with", "baton-read", "--only", "http-1KiB-100", "--write", "a.md");

    assertThat(settings.contestants()).containsExactly(Contestant.NIO, Contestant.BATON_READ);
    assertThat(settings.rows()).extracting(Row::name).containsExactly("http-1KiB-100");
    assertThat(settings.file()).isEqualTo(Path.of("a.md"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fast|there is no option \"--fast\"",
        "5|there is no option \"5\"",
        "--rounds|--rounds needs a value",
        "--rounds 0|--rounds must be between 1 and 99, got \"0\"",
        "--processes 100|--processes must be between 1 and 99, got \"100\"",
        "--millis -1|--millis must be between 100 and 60000, got \"-1\"",
        "--with nobody|there is no contestant \"nobody\"; there are nio, baton, baton-read,"
            + " hand-off, netty, threads, asyncio, uvloop, node",
      })
  void refuses(String commandLine, String message) {
    assertThatThrownBy(() -> Settings.parse(commandLine.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aRowThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> Settings.parse("--only", "echo"))
        .hasMessageStartingWith("there is no row \"echo\"; there are echo-64B-1, echo-64B-100, ");
  }
}
