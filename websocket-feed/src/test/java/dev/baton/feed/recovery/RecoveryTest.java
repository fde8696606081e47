package dev.baton.feed.recovery;

import static dev.baton.feed.recovery.Readings.CHANNEL;
import static dev.baton.feed.recovery.Readings.page;
import static dev.baton.feed.recovery.Readings.reading;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.feed.protocol.HistoryAnswer.Failed;
import dev.baton.feed.protocol.HistoryAnswer.Gone;
import dev.baton.feed.protocol.HistoryAnswer.OtherEpoch;
import dev.baton.feed.protocol.Mode;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private final Recovery recovery = new Recovery(CHANNEL, 3);
  private final List<String> trail = new ArrayList<>();

  @Test
  void beginsBehindTheNewestOfTheFirstSubscription() {
    take(recovery.subscribed("a", 7));
    take(recovery.heard(reading("a", 8)));
    take(recovery.heard(reading("a", 9)));

    assertThat(trail).containsExactly("8", "9");
    assertThat(recovery.missing()).isNull();
  }

  @Test
  void deliversARepeatedReadingOnce() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 1)));
    take(recovery.heard(reading("a", 1)));
    take(recovery.heard(reading("a", 3)));
    take(recovery.heard(reading("a", 3)));

    assertThat(trail).containsExactly("1");
    assertThat(recovery.duplicates()).isEqualTo(2);
  }

  @Test
  void holdsWhatComesTooEarlyUntilTheHistoryHasFilledTheGap() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 4)));
    assertThat(trail).isEmpty();
    assertThat(recovery.missing()).isEqualTo(new Range(1, 3));

    take(recovery.answered("a", new Range(1, 3), page("a", 1, 2, 3)));

    assertThat(trail).containsExactly("1", "2", "3", "4");
  }

  @Test
  void noticesALostTailByTheHeartbeat() {
    take(recovery.subscribed("a", 5));

    recovery.heardOf("a", 7);

    assertThat(recovery.missing()).isEqualTo(new Range(6, 7));
  }

  @Test
  void countsTheValuesOfWhatItHolds() {
    take(recovery.subscribed("a", 0));
    Map<String, Double> two = Map.of("load", 0.5, "idle", 0.5);
    take(recovery.heard(new Reading(CHANNEL, "a", 3, 0, two)));
    take(recovery.heard(reading("a", 5)));
    assertThat(recovery.heldValues()).isEqualTo(3);

    take(recovery.answered("a", new Range(1, 2), page("a", 1, 2)));
    assertThat(recovery.heldValues()).isEqualTo(1);

    take(recovery.subscribed("b", 0));
    assertThat(recovery.heldValues()).isZero();
  }

  @Test
  void asksForWhatItHadNoRoomToHold() {
    take(recovery.subscribed("a", 0));
    for (long seq = 2; seq <= 9; seq++) {
      take(recovery.heard(reading("a", seq)));
    }
    assertThat(recovery.held()).isEqualTo(3);

    take(recovery.answered("a", new Range(1, 1), page("a", 1)));

    assertThat(trail).containsExactly("1", "2", "3", "4");
    assertThat(recovery.missing()).isEqualTo(new Range(5, 9));
  }

  @Test
  void declaresWhatTheHistoryNoLongerHas() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 6)));

    take(recovery.answered("a", new Range(1, 5), new Gone(4)));
    take(recovery.answered("a", new Range(4, 5), page("a", 4, 5)));

    assertThat(trail).containsExactly("hole 1-3: no longer in the history", "4", "5", "6");
  }

  @Test
  void declaresWhatAPageLeavesOutAndGoesOn() {
    take(recovery.subscribed("a", 0));
    recovery.heardOf("a", 5);

    take(recovery.answered("a", new Range(1, 5), page("a", 3, 5)));
    take(recovery.answered("a", new Range(4, 4), page("a")));

    assertThat(trail)
        .containsExactly("hole 1-2: not in the history", "3", "hole 4-4: not in the history", "5");
  }

  @Test
  void declaresNothingThatAPageHasAlthoughThereIsNoRoomToHoldIt() {
    Recovery narrow = new Recovery(CHANNEL, 0);
    narrow.subscribed("a", 0);
    narrow.heardOf("a", 5);

    take(narrow.answered("a", new Range(1, 5), page("a", 3, 4)));

    assertThat(trail).containsExactly("hole 1-2: not in the history");
    assertThat(narrow.missing()).isEqualTo(new Range(3, 5));
  }

  @Test
  void declaresAHoleWhenTheHistoryFails() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 3)));

    take(recovery.answered("a", new Range(1, 2), new Failed(404, "no such channel")));

    assertThat(trail).containsExactly("hole 1-2: no such channel", "3");
  }

  @Test
  void aHistoryThatContradictsItselfCannotHoldTheStreamUp() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 3)));

    take(recovery.answered("a", new Range(1, 2), new Gone(1)));

    assertThat(trail).containsExactly("hole 1-2: the history contradicts itself", "3");
  }

  @Test
  void ignoresReadingsThatWereNotAskedFor() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 3)));

    take(recovery.answered("a", new Range(1, 2), page("a", 1, 2, 99)));
    take(recovery.answered("a", new Range(1, 2), page("b", 1)));

    assertThat(trail).containsExactly("1", "2", "3");
    assertThat(recovery.missing()).isNull();
  }

  @Test
  void anAnswerOfAnotherEpochFillsNothing() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 3)));

    take(recovery.answered("a", new Range(1, 2), page("b", 1, 2)));

    assertThat(trail).containsExactly("hole 1-2: not in the history", "3");
  }

  @Test
  void readsANewEpochFromItsFirstReading() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 1)));
    take(recovery.heard(reading("a", 4)));

    take(recovery.subscribed("b", 2));
    take(recovery.answered("b", new Range(1, 2), page("b", 1, 2)));

    assertThat(trail)
        .containsExactly("1", "hole 2-3: the stream began anew", "4", "reset a to b", "1", "2");
  }

  @Test
  void declaresWhatAnEndedEpochLeftEvenBeforeTheNewOneIsHeardOf() {
    take(recovery.subscribed("a", 0));
    recovery.heardOf("a", 2);

    take(recovery.answered("a", new Range(1, 2), new OtherEpoch("b")));
    take(recovery.subscribed("b", 0));

    assertThat(trail).containsExactly("hole 1-2: the stream began anew", "reset a to b");
  }

  @Test
  void dropsWhatAnOldEpochStillSends() {
    take(recovery.subscribed("a", 0));
    take(recovery.subscribed("b", 0));

    take(recovery.heard(reading("a", 1)));
    take(recovery.answered("a", new Range(1, 1), page("a", 1)));

    assertThat(trail).containsExactly("reset a to b");
  }

  @Test
  void noticesAnotherEpochAndTakesNoneOfItsNumbers() {
    take(recovery.subscribed("a", 3));
    assertThat(recovery.otherEpoch()).isNull();

    recovery.heardOf("b", 50);
    take(recovery.heard(reading("c", 60)));

    assertThat(recovery.missing()).isNull();
    assertThat(recovery.otherEpoch()).isEqualTo("c");
    take(recovery.subscribed("c", 60));
    assertThat(recovery.otherEpoch()).isNull();
    assertThat(trail).containsExactly("reset a to c");
    assertThat(recovery.missing()).isEqualTo(new Range(1, 60));
  }

  /// From a server that does not say of which epoch its heartbeats are.
  @Test
  void inventsNoHoleFromANumberWhoseEpochWasNotSaid() {
    take(recovery.subscribed("a", 3));
    take(recovery.heard(reading("a", 5)));
    recovery.heardOf(null, 50);
    assertThat(recovery.missing()).isEqualTo(new Range(4, 4));

    take(recovery.answered("a", new Range(4, 4), new OtherEpoch("b")));
    recovery.heardOf(null, 51);

    assertThat(recovery.missing()).isNull();
    assertThat(recovery.otherEpoch()).isEqualTo("b");
    take(recovery.subscribed("b", 51));
    assertThat(trail).containsExactly("hole 4-4: the stream began anew", "5", "reset a to b");
  }

  @Test
  void aNumberWhoseEpochWasNotSaidIsTakenForOurs() {
    take(recovery.subscribed("a", 3));
    recovery.heardOf(null, 5);

    take(recovery.answered("a", recovery.missing(), page("a", 4, 5)));

    assertThat(trail).containsExactly("4", "5");
  }

  @Test
  void goesOnWhenItWasOurEpochAfterAll() {
    take(recovery.subscribed("a", 3));
    recovery.heardOf("b", 50);

    take(recovery.subscribed("a", 4));

    assertThat(trail).isEmpty();
    assertThat(recovery.missing()).isEqualTo(new Range(4, 4));
  }

  @Test
  void continuesAnEpochThatComesBack() {
    take(recovery.subscribed("a", 0));
    take(recovery.heard(reading("a", 1)));
    take(recovery.subscribed("b", 0));

    take(recovery.subscribed("a", 2));
    take(recovery.answered("a", new Range(2, 2), page("a", 2)));

    assertThat(trail).containsExactly("1", "reset a to b", "reset b to a", "2");
  }

  @Test
  void marksWhatTheHistoryGave() {
    recovery.subscribed("a", 0);
    recovery.heard(reading("a", 3));

    List<Delivery> deliveries = recovery.answered("a", new Range(1, 2), page("a", 1, 2));

    assertThat(deliveries)
        .containsExactly(
            new Delivered(reading("a", 1), true, 0),
            new Delivered(reading("a", 2), true, 0),
            new Delivered(reading("a", 3)));
  }

  @Test
  void goesOnWhereAnotherHasStopped() {
    recovery.begin("a", 5);

    take(recovery.subscribed("a", 6));
    take(recovery.answered("a", recovery.missing(), page("a", 5, 6)));
    take(recovery.heard(reading("a", 7)));

    assertThat(trail).containsExactly("5", "6", "7");
  }

  @Test
  void whereAnotherHasStoppedInAnEpochThatIsOverItBeginsTheNewOne() {
    recovery.begin("a", 5);

    take(recovery.subscribed("b", 2));
    take(recovery.answered("b", recovery.missing(), page("b", 1, 2)));

    assertThat(trail).containsExactly("reset a to b", "1", "2");
  }

  @Test
  void beginsEarlierThanTheFirstSubscription() {
    recovery.begin("a", 3);
    take(recovery.subscribed("a", 4));

    assertThat(recovery.missing()).isEqualTo(new Range(3, 4));
  }

  @Test
  void whoWantsTheNewestSkipsWhatIsOlder() {
    Recovery latest = new Recovery(CHANNEL, 3, Mode.LATEST);
    latest.subscribed("a", 7);

    assertThat(latest.heard(reading("a", 9)))
        .containsExactly(new Delivered(reading("a", 9), false, 1));
    assertThat(latest.heard(reading("a", 8))).isEmpty();
    latest.heardOf("a", 20);
    assertThat(latest.missing()).isEqualTo(new Range(20, 20));
    assertThat(latest.answered("a", new Range(20, 20), page("a", 20)))
        .containsExactly(new Delivered(reading("a", 20), true, 10));
    assertThat(latest.subscribed("b", 4)).containsExactly(new NewEpoch(CHANNEL, "a", "b"));
    assertThat(latest.missing()).isEqualTo(new Range(4, 4));
  }

  /// It is not there, and nobody else can have it.
  @Test
  void theNewestThatCannotBeHadIsAHole() {
    Recovery latest = new Recovery(CHANNEL, 3, Mode.LATEST);
    latest.subscribed("a", 0);
    latest.heardOf("a", 5);

    take(latest.answered("a", new Range(5, 5), new Failed(404, "gone")));

    assertThat(trail).containsExactly("hole 5-5: gone");
    assertThat(latest.heard(reading("a", 6)))
        .containsExactly(new Delivered(reading("a", 6), false, 4));
  }

  private void take(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      trail.add(
          switch (delivery) {
            case Delivered delivered -> "" + delivered.reading().seq();
            case Hole hole ->
                "hole %d-%d: %s".formatted(hole.range().from(), hole.range().to(), hole.why());
            case NewEpoch change -> "reset " + change.oldEpoch() + " to " + change.newEpoch();
          });
    }
  }
}
