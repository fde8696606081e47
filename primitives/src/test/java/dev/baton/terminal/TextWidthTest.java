package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "abc, 3",
    "äß, 2",
    "e\u0301, 1", // an accent of its own
    "世界, 4",
    "ﾊﾝ, 2", // half width
    "ＡＢ, 4", // full width
    "한국, 4",
    "🎉, 2",
    "█▒─→, 4",
    "☃, 2", // one on some terminals, two on others
    "❤\ufe0f, 3", // two, or three
    "𠀀, 2"
  })
  void aCharacterTakesItsColumns(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
    assertThat(TextWidth.cut(text, columns)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 2, ab",
    "abc, 0, ''",
    "abc, -1, ''",
    "a世界, 3, a世",
    "a世界, 4, a世",
    "世, 1, ''",
    "🎉🎉, 3, 🎉",
    "e\u0301e\u0301e\u0301, 2, e\u0301e\u0301"
  })
  void whatDoesNotFitIsCutBetweenCharacters(String text, int columns, String cut) {
    assertThat(TextWidth.cut(text, columns)).isEqualTo(cut);
  }
}
