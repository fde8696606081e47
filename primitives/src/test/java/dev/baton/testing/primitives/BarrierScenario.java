package dev.baton.testing.primitives;

import dev.baton.Async;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.sync.Barrier;
import dev.baton.sync.BrokenBarrierException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Nobody goes on before all have come, each round has each place once, and a round that came to
/// nothing does not spoil the next.
final class BarrierScenario extends Scenario {
  private static final int PARTIES = 3;
  private static final int ROUNDS = 2;

  private final Barrier barrier = new Barrier(PARTIES);
  private final List<Task<Void>> parties = new ArrayList<>();
  private final int[] came = new int[ROUNDS];
  private final List<Set<Integer>> places = List.of(new HashSet<>(), new HashSet<>());
  private int passed;

  @Override
  void play() {
    TaskGroup.run(this::broken);
    TaskGroup.run(
        group -> {
          for (int i = 0; i < PARTIES; i++) {
            parties.add(group.spawn(this::meet));
          }
        });
    require(
        passed == PARTIES * ROUNDS || parties.stream().anyMatch(Task::isCancelled),
        "all pass if all come");
  }

  /// Two come in vain.
  @Suspends
  private void broken(TaskGroup group) {
    for (int i = 0; i < PARTIES - 1; i++) {
      group.spawn(
          () -> {
            try {
              barrier.await();
              require(false, "nobody passes a barrier that was reset");
            } catch (BrokenBarrierException reset) {
              // as it should be
            }
          });
    }
    settle();
    barrier.reset();
  }

  @Suspends
  private void meet() {
    try {
      for (int round = 0; round < ROUNDS; round++) {
        came[round]++;
        int place = Async.timeout(SECOND, barrier::await);
        require(came[round] == PARTIES, "nobody goes on before all have come");
        require(places.get(round).add(place), "each place once");
        passed++;
      }
    } catch (TimeoutException othersDoNotCome) {
      // one of them was cancelled: see above
    }
  }

  @Override
  void afterwards() {
    require(
        barrier.toString().equals("Barrier [filling, 0 of 3 waiting]"),
        "the barrier is empty and usable: " + barrier);
  }
}
