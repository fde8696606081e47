package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedUrlTest {
  @Test
  void readsHostAndPort() {
    assertThat(FeedUrl.parse("ws://localhost:9000")).isEqualTo(new FeedUrl("localhost", 9000));
    assertThat(FeedUrl.parse("WS://127.0.0.1/")).isEqualTo(new FeedUrl("127.0.0.1", 8787));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost,ws://localhost:8787",
    "127.0.0.1:9000,ws://127.0.0.1:9000",
    "http://127.0.0.1:8787/,ws://127.0.0.1:8787",
    "https://feed.example,wss://feed.example:8787",
    "wss://feed.example:443,wss://feed.example:443",
    "[::1]:9000,ws://[::1]:9000",
    "::1,ws://[::1]:8787",
    "ws://[::1],ws://[::1]:8787"
  })
  void readsWhatPeopleType(String text, String url) {
    assertThat(FeedUrl.parse(text)).hasToString(url);
    assertThat(FeedUrl.isMeant(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"host.cpu", "host.*", "*", "feed"})
  void aNameAloneIsNoServer(String word) {
    assertThat(FeedUrl.isMeant(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ws://",
        "ws://:80",
        "ws://h:0",
        "ws://h:65536",
        "ws://h/path",
        "ws://h#f",
        "ws://a b",
        "ws:h",
        "ftp://h",
        "127.0.0.1:x",
        ":8787"
      })
  void saysWhatIsWrongWithAnythingElse(String text) {
    assertThatThrownBy(() -> FeedUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "the URL \\Q" + (text.isEmpty() ? "\"\"" : text) + "\\E is wrong: [^:]+ .*")
        .hasMessageEndingWith("an example is ws://127.0.0.1:8787");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ws://user:s3cret@h", "ws://h?token=s3cret", "wss://s3cret@h:1/"})
  void whatMayBeSecretIsNotRepeated(String text) {
    assertThatThrownBy(() -> FeedUrl.parse(text))
        .hasMessageContaining("see --token-file")
        .hasMessageNotContaining("s3cret");
  }
}
