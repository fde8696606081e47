package dev.baton.feed.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryQueryTest {
  @Test
  void isReadAsItWasWritten() throws Exception {
    HistoryQuery query = new HistoryQuery("host.cpu", "k3f9", 5, 9, 100);

    assertThat(HistoryQuery.parse(query.text())).isEqualTo(query);
  }

  @Test
  void hasNoEndAndTheLargestLimitUnlessTheyAreGiven() throws Exception {
    assertThat(HistoryQuery.parse("ch=c&epoch=e&from=1&unknown=x&"))
        .isEqualTo(new HistoryQuery("c", "e", 1, Reading.MAX_SEQ, Limits.HISTORY_EVENTS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ch=c",
        "ch=c&epoch=e",
        "epoch=e&from=1",
        "ch=c&epoch=e&from=0",
        "ch=c&epoch=e&from=-1",
        "ch=c&epoch=e&from=x",
        "ch=c&epoch=e&from=99999999999999999999",
        "ch=c&epoch=e&from=5&to=4",
        "ch=c&epoch=e&from=1&limit=0",
        "ch=c&epoch=e&from=1&limit=1001",
        "ch=%0a&epoch=e&from=1",
        "ch=c&epoch=&from=1"
      })
  void refusesWhatIsMalformedOrTooMuch(String query) {
    assertThatThrownBy(() -> HistoryQuery.parse(query)).isInstanceOf(BadMessageException.class);
  }

  @Test
  void refusesALongQuery() {
    assertThatThrownBy(() -> HistoryQuery.parse("ch=c&epoch=e&from=1&x=" + "x".repeat(500)))
        .hasMessageContaining("at most 500 characters");
  }
}
