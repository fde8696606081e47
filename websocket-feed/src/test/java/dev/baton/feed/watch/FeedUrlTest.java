package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedUrlTest {
  @Test
  void readsHostAndPort() {
    assertThat(FeedUrl.parse("ws://localhost:9000")).isEqualTo(new FeedUrl("localhost", 9000));
    assertThat(FeedUrl.parse("WS://127.0.0.1/")).isEqualTo(new FeedUrl("127.0.0.1", 8787));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:9000",
        "http://localhost",
        "ws://",
        "ws://:80",
        "ws://h:0",
        "ws://h:65536",
        "ws://h/path",
        "ws://user@h",
        "ws://h?q",
        "ws://h#f",
        "ws://a b",
        "ws:h"
      })
  void saysWhatIsWrongWithAnythingElse(String text) {
    assertThatThrownBy(() -> FeedUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "the URL \\Q" + (text.isEmpty() ? "\"\"" : text) + "\\E is wrong: [^:]+ .*")
        .hasMessageEndingWith("an example is ws://127.0.0.1:8787");
  }
}
