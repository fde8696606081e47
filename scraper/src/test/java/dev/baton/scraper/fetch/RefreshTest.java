package dev.baton.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0;url=next?a=b;c",
        "0; URL='next?a=b;c'",
        "5 , url = next?a=b;c ",
        "0;url=\"next?a=b;c\"",
        "0;\nurl=next?a=b;c",
        "0;next?a=b;c",
        "0 next?a=b;c",
        " 0.5;'next?a=b;c",
        ".;\t'next?a=b;c' and more",
        "3.1.4,URL\r\n=\r\n\"next?a=b;c\"x",
        "99999999999999999999;url=next?a=b;c",
      })
  void readsAllSpellings(String content) {
    assertThat(Refresh.target(content)).hasValue("next?a=b;c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", " 5 ", "0;", "0;url=", "0;url=''", "url=next", "-1;next", "x;next"})
  void leadsNowhereWithoutATarget(String content) {
    assertThat(Refresh.target(content)).isEmpty();
  }

  @Test
  void takesOneSeparatorOnly() {
    assertThat(Refresh.target("0;;url=next")).hasValue(";url=next");
    assertThat(Refresh.target("0;urlnext")).hasValue("urlnext");
  }

  /// A pattern that tries again and again would not come to an end.
  @Test
  void isQuickWithLongContent() {
    assertThat(Refresh.target(" ".repeat(1_000_000) + "x")).isEmpty();
    assertThat(Refresh.target("1".repeat(1_000_000) + " ".repeat(1_000_000))).isEmpty();
  }
}
