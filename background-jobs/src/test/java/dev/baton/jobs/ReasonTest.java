package dev.baton.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReasonTest {
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
    assertThat(Reason.of(text)).doesNotContain("hunter2").contains("***");
  }

  @Test
  void aReasonIsShort() {
    assertThat(Reason.of("x".repeat(100_000))).hasSize(Reason.MAX).endsWith("…");
    assertThat(Reason.of("x".repeat(Reason.MAX))).isEqualTo("x".repeat(Reason.MAX));
  }

  @Test
  void aReasonThatIsCutKeepsNoSecretEither() {
    String url = "https://user:" + "p".repeat(5000) + "@example.org";
    assertThat(Reason.of("at " + url)).doesNotContain("pppp");
  }

  @Test
  void controlCharactersAreShown() {
    assertThat(Reason.of("a\n\u001b[31m\u202eé😀")).isEqualTo("a\\u000a\\u001b[31m\\u202eé😀");
  }
}
