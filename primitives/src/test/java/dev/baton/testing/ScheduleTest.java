package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fifo",
        "seed:17",
        "seed:-3",
        "seed:9223372036854775807",
        "seed:-9223372036854775808",
        "order:0120z",
        "cancel:3",
        "reset:2",
        "half-close:1",
        "stall:10",
        "short:4",
        "garbage:5",
        "seed:17+cancel:3",
        "order:01+half-close:7"
      })
  void whatIsWrittenCanBeRead(String text) {
    assertThat(Schedule.parse(text)).hasToString(text).isEqualTo(Schedule.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "17",
        "seed:",
        "seed:x",
        "seed:9223372036854775808",
        "seed:99999999999999999999",
        "order:",
        "order:0-1",
        "cancel:0",
        "cancel:-1",
        "cancel:99999999999",
        "melt:1",
        "seed:1+",
        "+cancel:1",
        "cancel:1+seed:1",
        "seed:1+cancel:1+reset:1"
      })
  void whatIsNoScheduleIsRefused(String text) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a schedule is seed:NUMBER, order:DIGITS or fifo, with +cancel:NUMBER or +FAULT:NUMBER"
                + " if something disturbs it, got \""
                + text
                + "\"");
  }
}
