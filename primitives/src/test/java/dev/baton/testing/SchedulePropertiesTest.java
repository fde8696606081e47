package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What can be asked for from outside, without touching a test.
class SchedulePropertiesTest {
  @AfterEach
  void forget() {
    System.clearProperty(Explorer.SCHEDULE);
    System.clearProperty(Explorer.SCHEDULES);
    System.clearProperty(Explorer.SEED);
  }

  private static Exploration explore(Supplier<Explorer> explorer) {
    return explorer.get().explore(() -> Account.fill(2));
  }

  @Test
  void oneScheduleInsteadOfAll() {
    System.setProperty(Explorer.SCHEDULE, "order:2");
    assertThat(explore(() -> Explorer.random(50)).schedules()).isEqualTo(1);
    assertThat(explore(() -> Explorer.exhaustive(50)).schedules()).isEqualTo(1);
    assertThat(explore(() -> Explorer.fifo().cancelEverywhere()).schedules()).isEqualTo(1);

    System.setProperty(Explorer.SCHEDULE, "seed");
    assertThatThrownBy(() -> Explorer.random(50)).hasMessageContaining("got \"seed\"");
  }

  @Test
  void aFailureSaysWhatToAskFor() {
    Exploration found = explore(() -> Explorer.random(50));
    System.setProperty(Explorer.SCHEDULE, found.firstFailing());
    assertThat(explore(() -> Explorer.random(50)).firstFailure())
        .hasMessage(found.firstFailure().getMessage());
  }

  @Test
  void moreSchedulesFromOtherSeeds() {
    System.setProperty(Explorer.SCHEDULES, "300");
    System.setProperty(Explorer.SEED, "1000");
    Exploration found = explore(() -> Explorer.random(50));

    assertThat(found.schedules()).isEqualTo(300);
    assertThat(found.firstFailing()).startsWith("seed:10");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    System.setProperty(Explorer.SCHEDULES, "0");
    assertThatThrownBy(() -> Explorer.random(50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baton.schedules must be a whole number of at least 1 with at most 9 digits, got"
                + " \"0\"");

    System.setProperty(Explorer.SEED, "today");
    assertThatThrownBy(() -> Explorer.random(50))
        .hasMessage("baton.seed must be a whole number with at most 9 digits, got \"today\"");
  }
}
