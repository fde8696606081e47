package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelLogTest {
  private final ChannelLog log = new ChannelLog("c", "e", 5);

  @Test
  void numbersFromOne() {
    assertThat(append(1)).isEqualTo(1);
    assertThat(append(1)).isEqualTo(2);
  }

  @Test
  void keepsAsManyAsItsCapacity() {
    append(12);

    assertThat(log.first()).isEqualTo(8);
    assertSeqs(ask("e", 8, 100, 100), 8, 9, 10, 11, 12);
    assertThat(ask("e", 7, 100, 100)).isEqualTo(new Gone(8));
  }

  @Test
  void answersNoMoreThanIsAsked() {
    append(5);

    assertSeqs(ask("e", 2, 4, 100), 2, 3, 4);
    assertSeqs(ask("e", 2, 100, 2), 2, 3);
    assertSeqs(ask("e", 6, 100, 100));
    assertSeqs(ask("e", 1000, Reading.MAX_SEQ, 1000));
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(log.first()).isEqualTo(1);
    assertSeqs(ask("e", 1, 100, 100));
  }

  @Test
  void knowsOnlyItsOwnEpoch() {
    assertThat(ask("f", 1, 100, 100)).isEqualTo(new OtherEpoch("e"));
  }

  @Test
  void saysWhetherEverythingFromANumberOnIsThere() {
    append(12);

    assertThat(log.reaches("e", 7)).isFalse();
    assertThat(log.reaches("e", 8)).isTrue();
    assertThat(log.reaches("e", 13)).isTrue();
    assertThat(log.reaches("e", 14)).isFalse();
    assertThat(log.reaches("f", 8)).isFalse();
  }

  private long append(int count) {
    for (; count > 1; count--) {
      log.append(0, Map.of("x", 1.0));
    }
    return log.append(0, Map.of("x", 1.0)).seq();
  }

  private HistoryAnswer ask(String epoch, long from, long to, int limit) {
    return log.answer(new HistoryQuery("c", epoch, from, to, limit));
  }

  private static void assertSeqs(HistoryAnswer answer, long... seqs) {
    assertThat(((Page) answer).readings().stream().mapToLong(Reading::seq).toArray())
        .containsExactly(seqs);
  }
}
