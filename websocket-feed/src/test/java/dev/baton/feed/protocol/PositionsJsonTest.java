package dev.baton.feed.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.feed.protocol.PositionsJson.Positions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsJsonTest {
  private static final String TEXT =
      "{\"server\":\"ws://a:1\",\"channels\":[{\"ch\":\"host.cpu\",\"epoch\":\"e1\",\"next\":7}]}";

  @Test
  void readsWhatItWrites() throws Exception {
    List<Position> positions = List.of(new Position("host.cpu", "e1", 7));

    assertThat(PositionsJson.text("ws://a:1", positions)).isEqualTo(TEXT);
    assertThat(PositionsJson.parse(TEXT)).isEqualTo(new Positions("ws://a:1", positions));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"server\":\"a\"}",
        "{\"channels\":[{\"ch\":\"c\",\"epoch\":\"e\",\"next\":0}]}",
        "{\"channels\":[{\"ch\":\"c d\",\"epoch\":\"e\",\"next\":1}]}"
      })
  void saysWhatIsBroken(String text) {
    assertThatThrownBy(() -> PositionsJson.parse(text))
        .isInstanceOf(BadMessageException.class)
        .hasMessageStartingWith("its text");
  }
}
