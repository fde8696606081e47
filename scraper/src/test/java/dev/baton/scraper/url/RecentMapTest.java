package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentMapTest {
  private final RecentMap<String> map = new RecentMap<>(2);

  @Test
  void forgetsWhatWasPutFirst() {
    map.put(1, "a");
    map.put(2, "b");
    map.put(3, "c");

    assertThat(map.getOrDefault(1, "none")).isEqualTo("none");
    assertThat(map.getOrDefault(2, "none")).isEqualTo("b");
    assertThat(map.getOrDefault(3, "none")).isEqualTo("c");
  }

  @Test
  void whatIsPutAgainIsNew() {
    map.put(1, "a");
    map.put(2, "b");
    map.put(1, "A");
    map.put(3, "c");

    assertThat(map.getOrDefault(1, "none")).isEqualTo("A");
    assertThat(map.getOrDefault(2, "none")).isEqualTo("none");
  }

  /// A URL that is cut must leave no trace.
  @Test
  void readingChangesNothing() {
    map.put(1, "a");
    map.put(2, "b");
    map.getOrDefault(1, "none");
    map.put(3, "c");

    assertThat(map.getOrDefault(1, "none")).isEqualTo("none");
  }
}
