package dev.baton.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @Test
  void whatATerminalWouldObeyIsEscapedAsInJson() {
    assertThat(SafeText.escape("a\u001b[31mb\u009b1mc\u202ed\r\ne\u0000\tf\u2028\u2029\u007f"))
        .isEqualTo(
            "a\\u001b[31mb\\u009b1mc\\u202ed\\u000d\\u000ae\\u0000\\u0009f\\u2028\\u2029\\u007f");
  }

  /// A zero-width joiner, a byte order mark, the halves of a pair, private use, not assigned.
  @ParameterizedTest
  @CsvSource({"200D", "FEFF", "D83D", "DE00", "E000", "F8FF", "0378", "FFFE", "FFFF"})
  void whatCannotBeSeenIsEscaped(String code) {
    char c = (char) Integer.parseInt(code, 16);

    assertThat(SafeText.escape("a" + c + "b")).isEqualToIgnoringCase("a\\u" + code + "b");
    assertThat(SafeText.isDangerous(c)).isTrue();
  }

  /// A tag character, private use, and the last of all.
  @Test
  void whatIsBeyondTheBasicPlaneIsEscapedAsAPair() {
    assertThat(SafeText.escape(Character.toString(0xE0041))).isEqualTo("\\udb40\\udc41");
    assertThat(SafeText.escape(Character.toString(0xF0000))).isEqualTo("\\udb80\\udc00");
    assertThat(SafeText.escape(Character.toString(0x10FFFF))).isEqualTo("\\udbff\\udfff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Grüße, 世界 🎉 \\ \"", "e\u0301", "\u00a0", "\ufe0f"})
  void whatCanBeSeenStaysAsItIs(String text) {
    assertThat(SafeText.escape(text)).isSameAs(text);
    assertThat(SafeText.escape(text, 100)).isEqualTo(text);
  }

  @Test
  void twiceIsTheSameAsOnce() {
    String once = SafeText.escape("\u001b\\u001b\n");

    assertThat(once).isEqualTo("\\u001b\\u001b\\u000a");
    assertThat(SafeText.escape(once)).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource({
    "abcd,     4, abcd",
    "abcde,    4, abc…",
    "😀😀,     4, 😀😀",
    "😀😀😀,   4, 😀…",
    "a😀😀,    4, a😀…",
    "abcde,    1, …",
    "a,        1, a"
  })
  void whatIsTooLongIsCutAndEndsInAnEllipsis(String text, int limit, String shown) {
    assertThat(SafeText.escape(text, limit)).isEqualTo(shown);
  }

  @Test
  void noEscapeIsCutInTwo() {
    assertThat(SafeText.escape("abc\n", 9)).isEqualTo("abc\\u000a");
    assertThat(SafeText.escape("abc\nd", 9)).isEqualTo("abc…");
    assertThat(SafeText.escape("abc\nd", 10)).isEqualTo("abc\\u000ad");
    assertThat(SafeText.escape("\n\n", 7)).isEqualTo("\\u000a…");
  }

  @Test
  void aLimitLeavesRoomForTheEllipsis() {
    assertThatThrownBy(() -> SafeText.escape("a", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the limit must be at least 1, got 0");
  }
}
