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
}
