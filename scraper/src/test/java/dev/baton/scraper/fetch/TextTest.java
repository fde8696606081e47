package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void shortensToTheLengthWithoutSplittingACharacter() {
    assertThat(Text.shortened("12345", 5)).isEqualTo("12345");
    assertThat(Text.shortened("123456", 5)).isEqualTo("1234…");
    assertThat(Text.shortened("123🎉56", 5)).isEqualTo("123…");
  }

  @Test
  void halvesOfCharactersAreReplaced() {
    assertThat(Text.wellFormed("a\ud800b\udc00\ud83c\udf89\ud83c"))
        .isEqualTo("a\ufffdb\ufffd🎉\ufffd");
    assertThat(Text.wellFormed("Grüße 🎉")).isEqualTo("Grüße 🎉");
  }
}
