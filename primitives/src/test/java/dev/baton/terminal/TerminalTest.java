package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.terminal.Terminal.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  @ParameterizedTest
  @CsvSource({"50 132, 50, 132", "0 0, 24, 80", "0 132, 24, 80", "50 0, 24, 80"})
  void aTerminalThatDoesNotKnowItsSizeHasTheUsualOne(String line, int rows, int columns) {
    assertThat(Terminal.parse(line)).isEqualTo(new Size(rows, columns));
  }
}
