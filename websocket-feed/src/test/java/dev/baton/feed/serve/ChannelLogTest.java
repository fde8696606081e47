package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChannelLogTest {
  private ChannelLog log = new ChannelLog("c", "e", 5);

  @Test
  void numbersFromOne() {
    assertThat(append(1)).isEqualTo(1);
    assertThat(append(1)).isEqualTo(2);
    assertThat(log.state().top()).isEqualTo(2);
  }

  @Test
  void keepsAsManyAsItsCapacity() {
    append(12);

    assertThat(log.state().first()).isEqualTo(8);
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
    assertThat(log.state().first()).isEqualTo(1);
    assertSeqs(ask("e", 1, 100, 100));
  }

  @Test
  void knowsOnlyItsOwnEpoch() {
    assertThat(ask("f", 1, 100, 100)).isEqualTo(new OtherEpoch("e"));
  }

  // --- with a past

  @Test
  void goesOnWhereItsPastEnds() {
    log = past(8, 3, 4, 5, 6, 7);

    assertThat(append(1)).isEqualTo(8);
    assertThat(log.state().epoch()).isEqualTo("old");
    assertSeqs(ask("old", 4, 100, 100), 4, 5, 6, 7, 8);
    assertThat(ask("old", 3, 100, 100)).isEqualTo(new Gone(4));
  }

  @Test
  void whatNobodyHasIsLeftOut() {
    log = past(101, 3, 4, 5);
    append(2);

    assertThat(log.state().top()).isEqualTo(102);
    assertSeqs(ask("old", 4, 200, 100), 4, 5, 101, 102);
    assertSeqs(ask("old", 4, 200, 3), 4, 5, 101);
    assertSeqs(ask("old", 6, 100, 100));
    assertSeqs(ask("old", 50, 101, 100), 101);
  }

  @Test
  void beforeItGoesOnNothingIsThereBehindItsPast() {
    log = past(101, 3, 4, 5);

    assertThat(log.state().top()).isEqualTo(100);
    assertSeqs(ask("old", 6, 200, 100));
    assertSeqs(ask("old", 5, 200, 100), 5);
  }

  @Test
  void aPastOfWhichNothingIsLeft() {
    log = past(101);

    assertThat(log.state().first()).isEqualTo(101);
    assertThat(ask("old", 100, 200, 100)).isEqualTo(new Gone(101));
    assertThat(append(1)).isEqualTo(101);
    assertSeqs(ask("old", 101, 200, 100), 101);
  }

  private static ChannelLog past(long next, long... seqs) {
    List<Reading> readings =
        LongStream.of(seqs).mapToObj(seq -> new Reading("c", "old", seq, 0, Map.of())).toList();
    return new ChannelLog("c", new Journal.Past("old", next, readings), 5);
  }

  private long append(int count) {
    for (; count > 1; count--) {
      log.append(log.next(0, Map.of("x", 1.0)));
    }
    Reading last = log.next(0, Map.of("x", 1.0));
    log.append(last);
    return last.seq();
  }

  private HistoryAnswer ask(String epoch, long from, long to, int limit) {
    return log.answer(new HistoryQuery("c", epoch, from, to, limit));
  }

  private static void assertSeqs(HistoryAnswer answer, long... seqs) {
    assertThat(((Page) answer).readings().stream().mapToLong(Reading::seq).toArray())
        .containsExactly(seqs);
  }
}
