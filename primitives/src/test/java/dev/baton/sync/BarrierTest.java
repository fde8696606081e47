package dev.baton.sync;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarrierTest {
  private final Barrier barrier = new Barrier(3);
  private final List<String> trail = new ArrayList<>();

  private Task<Void> party(String name) {
    return spawn(
        name,
        () -> {
          try {
            int place = barrier.await();
            trail.add(name + " leaves with place " + place);
          } catch (BrokenBarrierException broken) {
            trail.add(name + ": " + broken.getMessage());
          }
        });
  }

  @Test
  void letsTasksThroughTogether() {
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  for (int i = 1; i <= 3; i++) {
                    long millis = 10L * i;
                    group.spawn(
                        () -> {
                          sleep(ms(millis));
                          trail.add("comes at " + now());
                          barrier.await();
                          trail.add("goes on at " + now());
                        });
                  }
                }));
    assertThat(trail)
        .containsExactly(
            "comes at 10",
            "comes at 20",
            "comes at 30",
            "goes on at 30",
            "goes on at 30",
            "goes on at 30");
  }

  @Test
  void givesEachTaskAPlaceOfItsOwnInEveryPhase() {
    int phases = 50;
    List<Set<Integer>> places =
        IntStream.range(0, phases).<Set<Integer>>mapToObj(_ -> new HashSet<>()).toList();
    VirtualLoop.run(
        () ->
            TaskGroup.run(
                group -> {
                  Random random = new Random(1);
                  for (int i = 0; i < 3; i++) {
                    group.spawn(
                        () -> {
                          for (int phase = 0; phase < phases; phase++) {
                            sleep(ms(random.nextInt(3)));
                            places.get(phase).add(barrier.await());
                          }
                        });
                  }
                }));
    assertThat(places).containsOnly(Set.of(0, 1, 2));
  }

  @Test
  void whoComesTooManyWaitsForTheNextPhase() {
    VirtualLoop.run(
        () -> {
          for (String name : List.of("a", "b", "c", "d")) {
            party(name);
          }
          settle();
          assertThat(barrier).hasToString("Barrier [filling, 1 of 3 waiting]");
          trail.add("second phase");
          party("e");
          party("f");
          settle();
        });
    assertThat(trail)
        .startsWith("c leaves with place 2")
        .contains("a leaves with place 0", "b leaves with place 1")
        .contains("d leaves with place 0", "e leaves with place 1", "f leaves with place 2");
    assertThat(trail.indexOf("second phase")).isEqualTo(3);
  }

  @Test
  void ofOneDoesNotWait() {
    VirtualLoop.run(
        () -> {
          Barrier alone = new Barrier(1);
          spawn(() -> trail.add("other"));
          assertThat(alone.await()).isZero();
          assertThat(alone.await()).isZero();
          trail.add("main");
          settle();
        });
    assertThat(trail).containsExactly("main", "other");
  }

  @Test
  void needsAParty() {
    assertThatThrownBy(() -> new Barrier(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parties must be at least 1, got 0");
    assertThat(barrier.parties()).isEqualTo(3);
  }

  @Test
  void resetSendsAwayWhoWaitsAndIsUsableAgain() {
    VirtualLoop.run(
        () -> {
          party("a");
          party("b");
          settle();
          assertThat(barrier.waiting()).isEqualTo(2);
          barrier.reset();
          settle();
          assertThat(barrier).hasToString("Barrier [filling, 0 of 3 waiting]");
          assertThat(barrier.broken()).isFalse();
          party("c");
          party("d");
          party("e");
          settle();
        });
    assertThat(trail)
        .containsExactly(
            "a: Barrier was reset while this task waited",
            "b: Barrier was reset while this task waited",
            "e leaves with place 2",
            "c leaves with place 0",
            "d leaves with place 1");
  }

  @Test
  void whoComesWhileOthersAreSentAwayWaitsUntilItFillsAgain() {
    VirtualLoop.run(
        () -> {
          party("a");
          settle();
          party("b"); // comes before a has heard of the reset
          barrier.reset();
          settle();
          assertThat(barrier.waiting()).isOne();
          party("c");
          party("d");
          settle();
        });
    assertThat(trail)
        .containsExactly(
            "a: Barrier was reset while this task waited",
            "d leaves with place 2",
            "b leaves with place 0",
            "c leaves with place 1");
  }

  @Test
  void resetOfAnEmptyBarrierDoesNothing() {
    VirtualLoop.run(
        () -> {
          barrier.reset();
          assertThat(barrier).hasToString("Barrier [filling, 0 of 3 waiting]");
        });
  }

  @Test
  void abortBreaksItUntilItIsReset() {
    VirtualLoop.run(
        () -> {
          party("a");
          settle();
          barrier.abort();
          assertThat(barrier.broken()).isTrue();
          assertThat(barrier.waiting()).isZero();
          settle();
          party("b");
          settle();
          assertThat(barrier).hasToString("Barrier [broken, 0 of 3 waiting]");
          barrier.reset();
          assertThat(barrier.broken()).isFalse();
          party("c");
          party("d");
          party("e");
          settle();
        });
    assertThat(trail)
        .containsExactly(
            "a: Barrier was aborted while this task waited",
            "b: Barrier was aborted; reset() it to use it again",
            "e leaves with place 2",
            "c leaves with place 0",
            "d leaves with place 1");
  }

  @Test
  void thePlaceOfACancelledTaskIsFreeAgain() {
    VirtualLoop.run(
        () -> {
          party("a");
          Task<Void> b = party("b");
          settle();
          b.cancel();
          settle();
          assertThat(b.isCancelled()).isTrue();
          assertThat(barrier.waiting()).isOne();
          party("c");
          settle();
          assertThat(barrier.waiting()).isEqualTo(2);
          party("d");
          settle();
          assertThat(barrier.waiting()).isZero();
        });
    assertThat(trail)
        .containsExactly("d leaves with place 2", "a leaves with place 0", "c leaves with place 1");
  }

  @Test
  void theLastToComeAlwaysHasTheLastPlace() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = party("a");
          party("b");
          settle();
          a.cancel();
          settle();
          party("c");
          party("d");
          settle();
        });
    assertThat(trail)
        .hasSize(3)
        .filteredOn(line -> line.endsWith("place 2"))
        .containsExactly("d leaves with place 2");
  }

  /// The first of two that wait is cancelled; two more come.
  @Test
  void eachPlaceIsGivenOnceAlsoWhenATaskIsCancelled() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = party("a");
          party("b");
          settle();
          a.cancel();
          settle();
          party("c");
          party("d");
          settle();
        });
    assertThat(trail)
        .containsExactly("d leaves with place 2", "b leaves with place 1", "c leaves with place 0");
  }

  /// All that wait are cancelled, in any order, and the barrier fills anew.
  @Test
  void placesBeginAtZeroAgainWhenAllWereCancelled() {
    VirtualLoop.run(
        () -> {
          for (int round = 0; round < 3; round++) {
            Task<Void> a = party("a");
            Task<Void> b = party("b");
            settle();
            (round == 1 ? a : b).cancel();
            (round == 1 ? b : a).cancel();
            settle();
          }
          party("c");
          party("d");
          party("e");
          settle();
        });
    assertThat(trail)
        .containsExactly("e leaves with place 2", "c leaves with place 0", "d leaves with place 1");
  }

  @Test
  void aTaskCancelledWhileTheOthersLeaveHoldsNobodyUp() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = party("a");
          party("b");
          settle();
          party("c");
          spawn(() -> a.cancel()); // after c has come, before a goes on
          settle();
          assertThat(a.isCancelled()).isTrue();
          assertThat(barrier).hasToString("Barrier [filling, 0 of 3 waiting]");
          party("d");
          settle();
          assertThat(barrier.waiting()).isOne();
        });
    assertThat(trail).containsExactly("c leaves with place 2", "b leaves with place 1");
  }
}
