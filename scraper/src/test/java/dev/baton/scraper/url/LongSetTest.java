package dev.baton.scraper.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LongSetTest {
  @Test
  void holdsWhatASetHolds() {
    Random random = new Random(3);
    LongSet set = new LongSet(Integer.MAX_VALUE);
    Set<Long> model = new HashSet<>();
    for (int i = 0; i < 20_000; i++) {
      long hash = (random.nextInt(5_000) - 2_500) << 28; // they meet in few slots
      assertThat(set.contains(hash)).isEqualTo(model.contains(hash));
      set.add(hash);
      model.add(hash);
    }

    assertThat(set.size()).isEqualTo(model.size());
    assertThat(model).contains(0L).allMatch(set::contains);
  }

  @Test
  void takesNoMoreThanItsLimit() {
    LongSet set = new LongSet(100);
    for (long hash = 1; hash <= 200; hash++) {
      assertThat(set.isFull()).isEqualTo(hash > 100);
      set.add(hash);
    }

    assertThat(set.size()).isEqualTo(100);
    assertThat(set.contains(100)).isTrue();
    assertThat(set.contains(101)).isFalse();
  }
}
