package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.LiveCheck.Problem;
import dev.baton.sync.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LiveCheckTest {
  private final List<HistoryQuery> asked = new ArrayList<>();
  private HistoryAnswer answer;
  private LiveCheck.Question answers = this::answer;
  private final LiveCheck check = new LiveCheck(query -> answers.ask(query));

  private HistoryAnswer answer(HistoryQuery query) {
    asked.add(query);
    return answer != null ? answer : page(query.epoch(), query.from(), query.to());
  }

  @Test
  void whatIsTheSameHolds() {
    came("e", 1, 2_500);
    came("f", 1, 3);

    compare();

    assertThat(check.problems()).isEmpty();
    assertThat(check.compared()).isEqualTo(2_503);
    assertThat(asked).hasSize(4);
    compare();
    assertThat(asked).as("nothing more").hasSize(4);
  }

  @Test
  void whatTheHistoryDoesNotHaveIsFound() {
    came("e", 1, 3);
    answer = page("e", 1, 2);

    compare();

    assertThat(check.problems())
        .containsExactly(
            new Problem(reading("e", 3, 0.5), "came live, and the history does not have it"));
  }

  @Test
  void whatIsAnotherOneIsFound() {
    check.take(new Delivered(reading("e", 1, 0.75)));

    compare();

    assertThat(check.problems())
        .containsExactly(new Problem(reading("e", 1, 0.75), "is another one in the history"));
  }

  @Test
  void whatTheHistoryHasForgottenCannotBeCompared() {
    came("e", 1, 3);
    answer = new Gone(9);

    compare();

    assertThat(check.problems()).isEmpty();
    assertThat(check.unknown()).isEqualTo(3);
  }

  @Test
  void lessThanOneHalfProvesNothing() {
    came("e", 1, 2);
    compare();
    assertThat(check.holds()).isTrue();

    answer = new Gone(9);
    came("e", 3, 4);
    compare();
    assertThat(check.holds()).as("2 of 4").isTrue();

    came("e", 5, 5);
    compare();
    assertThat(check.live()).isEqualTo(5);
    assertThat(check.compared()).isEqualTo(2);
    assertThat(check.isTooLittle()).isTrue();
    assertThat(check.holds()).as("2 of 5").isFalse();
  }

  @Test
  void whatIsAskedForWhenTheComparisonIsCancelledIsComparedTheNextTime() {
    EventLoop.run(this::cancelWhileAsking);
  }

  @Suspends
  private void cancelWhileAsking() {
    Event isAsked = new Event("the history was asked");
    Event isSilent = new Event("the history never answers");
    answers =
        query -> {
          isAsked.set();
          isSilent.await();
          return page(query.epoch(), query.from(), query.to());
        };
    came("e", 1, 3);
    Task<Void> comparing = Async.spawn("comparison", check::compare);
    isAsked.await();
    came("e", 4, 4);
    comparing.cancel();
    Async.wait(List.of(comparing), ReturnWhen.ALL_COMPLETED);
    assertThat(check.compared()).isZero();

    answers = this::answer;
    check.compare();
    assertThat(check.compared()).isEqualTo(4);
    assertThat(asked.getLast().from()).isEqualTo(1);
  }

  @Test
  void aHistoryThatDoesNotAnswerIsAProblem() {
    came("e", 1, 3);
    answer = new Failed(500, "broken");

    compare();

    assertThat(check.problems()).extracting(Problem::what).containsExactly("broken");
  }

  @Test
  void whatTheHistoryGaveItselfProvesNothing() {
    check.take(new Delivered(reading("e", 1, 0.5), true, 0));

    compare();

    assertThat(asked).isEmpty();
  }

  private void compare() {
    EventLoop.run(check::compare);
  }

  private void came(String epoch, long from, long to) {
    LongStream.rangeClosed(from, to)
        .forEach(seq -> check.take(new Delivered(reading(epoch, seq, 0.5))));
  }

  private static Page page(String epoch, long from, long to) {
    List<Reading> readings =
        LongStream.rangeClosed(from, to).mapToObj(seq -> reading(epoch, seq, 0.5)).toList();
    return new Page("c", epoch, 1, to, readings);
  }

  private static Reading reading(String epoch, long seq, double value) {
    return new Reading("c", epoch, seq, seq, Map.of("v", value));
  }
}
