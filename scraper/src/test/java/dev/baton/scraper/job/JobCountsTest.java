package dev.baton.scraper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JobCountsTest {
  @Test
  void aJobIsDoneWhenNothingIsLeft() {
    assertThat(new JobCounts(1, 0, Map.of("fetched", 1L)).isDone()).isTrue();
    assertThat(new JobCounts(1, 1, Map.of("fetched", 1L, "waiting", 1L)).isDone()).isFalse();
  }

  /// It was killed before its starts were written down.
  @Test
  void aJobWithoutUrlsIsNotDone() {
    assertThat(new JobCounts(0, 0, Map.of()).isDone()).isFalse();
  }
}
