package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeSearchTest {
  private int asked;

  @Test
  void findsTheFirstOfThatTimeOrLater() {
    for (long micros = 0; micros <= 10_000; micros += 250) {
      long expected = Math.clamp((micros + 999) / 1000, 3, 10);
      assertThat(find(3, 9, micros)).as("%d", micros).isEqualTo(expected);
    }
  }

  @Test
  void asksAFewTimesOnly() {
    find(1, 1_000_000, 777_000);

    assertThat(asked).isLessThanOrEqualTo(20);
  }

  @Test
  void anEmptyHistoryIsNotAsked() {
    assertThat(find(0, 0, 5)).isEqualTo(1);
    assertThat(asked).isZero();
  }

  @Test
  void whatHasGoneMeanwhileIsNotTheBeginning() {
    TimeSearch search = new TimeSearch(seq -> seq < 50 ? new Gone(50) : page(seq), 1, 99, 10_000);

    assertThat(search.find()).isEqualTo(50);
  }

  /// Rather too much than too little.
  @Test
  void aHistoryThatDoesNotAnswerEndsTheSearchEarly() {
    assertThat(new TimeSearch(_ -> new Failed(500, "no"), 7, 99, 50_000).find()).isEqualTo(7);
    assertThat(new TimeSearch(_ -> new OtherEpoch("f"), 7, 99, 50_000).find()).isEqualTo(7);
  }

  @Test
  void aHistoryThatLiesEndsItToo() {
    assertThat(new TimeSearch(_ -> new Gone(0), 7, 99, 50_000).find()).isEqualTo(100);
    assertThat(new TimeSearch(_ -> new Gone(1L << 50), 7, 99, 50_000).find()).isEqualTo(100);
    Page empty = new Page("c", "e", 1, 9, List.of());
    assertThat(new TimeSearch(_ -> empty, 7, 99, 50_000).find()).isEqualTo(7);
  }

  private long find(long first, long top, long micros) {
    return new TimeSearch(
            seq -> {
              asked++;
              return page(seq);
            },
            first,
            top,
            micros)
        .find();
  }

  /// A reading each thousand microseconds.
  private static HistoryAnswer page(long seq) {
    return new Page("c", "e", 1, 9, List.of(new Reading("c", "e", seq, seq * 1000, Map.of())));
  }
}
