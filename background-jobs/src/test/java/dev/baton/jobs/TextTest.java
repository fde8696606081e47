package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot connect to https://user:hunter2@example.org/x",
        "cannot connect to https://hunter2@example.org/x",
        "sent Authorization: Bearer hunter2 and failed",
        "sent authorization: hunter2",
        "sent Proxy-Authorization=Basic hunter2",
        "Bearer hunter2",
        "password=hunter2",
        "//a:b@hunter2@example.org"
      })
  void aReasonKeepsNoSecret(String text) {
    assertThat(Text.reason(text)).doesNotContain("hunter2").contains("***");
  }

  @Test
  void aReasonIsShort() {
    assertThat(Text.reason("x".repeat(100_000))).hasSize(Text.MAX_REASON).endsWith("…");
    assertThat(Text.reason("x".repeat(Text.MAX_REASON))).isEqualTo("x".repeat(Text.MAX_REASON));
  }

  @Test
  void aReasonThatIsCutKeepsNoSecretEither() {
    String url = "https://user:" + "p".repeat(5000) + "@example.org";
    assertThat(Text.reason("at " + url)).doesNotContain("pppp");
  }

  @Test
  void controlCharactersAreShown() {
    assertThat(Text.escape("a\n\r\t\u001b[31m\u0000\u009b\u202e\u2028\ud800é😀", 200))
        .isEqualTo("a\\n\\r\\t\\u001b[31m\\u0000\\u009b\\u202e\\u2028\\ud800é😀");
  }

  @Test
  void aCutDoesNotSplitACharacter() {
    assertThat(Text.escape("😀😀😀", 4)).isEqualTo("😀…");
  }
}
