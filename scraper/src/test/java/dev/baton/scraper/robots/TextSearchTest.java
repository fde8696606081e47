package dev.baton.scraper.robots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TextSearchTest {
  private final Random random = new Random(5);

  @Test
  void findsWhatIndexOfFinds() {
    int found = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = letters(200);
      int start = random.nextInt(text.length());
      String part = text.substring(start, Math.min(text.length(), start + random.nextInt(60)));
      String sought = random.nextBoolean() ? part : part + letters(3);
      int from = random.nextInt(text.length());
      int expected = text.indexOf(sought, from);
      assertThat(TextSearch.indexOf(text, sought, from))
          .as("%s in %s from %d", sought, text, from)
          .isEqualTo(expected);
      found += sought.length() > 16 && expected >= 0 ? 1 : 0;
    }
    assertThat(found).isGreaterThan(1_000);
  }

  /// Few letters, so that texts nearly match often.
  private String letters(int most) {
    return random
        .ints(1 + random.nextInt(most), 0, 50)
        .mapToObj(i -> i == 0 ? "b" : "a")
        .collect(Collectors.joining());
  }
}
