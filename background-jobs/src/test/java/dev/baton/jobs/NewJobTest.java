package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewJobTest {
  private static NewJob job(String args, String key, int attempts, Duration delay) {
    return new NewJob("kind", args, key, attempts, delay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "<a>", "a@b", "ä", "a.b"})
  void aKeyMustFitIntoHeaders(String key) {
    assertThatThrownBy(() -> job("{}", key, 1, Duration.ZERO))
        .hasMessageStartingWith("the key is not usable: \"")
        .hasMessageEndingWith("use 1 to 100 letters, digits, - and _");
  }

  @Test
  void everythingHasALimit() {
    assertThatThrownBy(() -> job("x".repeat(NewJob.MAX_ARGS + 1), "k", 1, Duration.ZERO))
        .hasMessageContaining("262,145 characters; at most 262,144");
    assertThatThrownBy(() -> job("{}", "k".repeat(101), 1, Duration.ZERO))
        .hasMessageContaining("the key is not usable");
    assertThatThrownBy(() -> job("{}", "k", 101, Duration.ZERO))
        .hasMessage("the number of attempts must be 1 to 100, got 101");
    assertThatThrownBy(() -> job("{}", "k", 0, Duration.ZERO))
        .hasMessageContaining("must be 1 to 100, got 0");
    assertThatThrownBy(() -> job("{}", "k", 1, Duration.ofDays(366)))
        .hasMessage("the delay must be 0s to 365d, got 366d");
    assertThatThrownBy(() -> job("{}", "k", 1, Duration.ofSeconds(-1)))
        .hasMessageContaining("the delay must be 0s to 365d, got -");
  }

  @Test
  void keysOfItsOwnAreUsableAndDifferent() {
    assertThat(NewJob.of("kind", "{}").key()).isNotEqualTo(NewJob.of("kind", "{}").key());
  }
}
