package dev.baton.testing.primitives;

import static dev.baton.Async.asCompleted;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;

import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Every outcome once, in the order in which they come; one that somebody has given up waiting for
/// goes to the next.
final class AsCompletedScenario extends Scenario {
  private final List<Integer> completed = new ArrayList<>();

  @Override
  void play() throws Exception {
    List<Integer> got = new ArrayList<>();
    for (Future<Integer> next : asCompleted(List.of(task(1), task(2), task(3)))) {
      got.add(next.await());
      yieldNow();
    }
    require(got.equals(completed), "in the order in which they come: " + got);
    abandonedPlace();
  }

  @Suspends
  private void abandonedPlace() throws Exception {
    completed.clear();
    Iterator<Future<Integer>> places = asCompleted(List.of(task(4), task(5))).iterator();
    Future<Integer> abandoned = places.next();
    Future<Integer> kept = places.next();
    abandoned.cancel();
    require(kept.await().equals(completed.getFirst()), "the first outcome is not lost");
  }

  private Task<Integer> task(int result) {
    return spawn(
        () -> {
          yieldNow();
          completed.add(result);
          return result;
        });
  }
}
