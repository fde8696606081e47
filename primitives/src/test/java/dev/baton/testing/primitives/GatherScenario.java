package dev.baton.testing.primitives;

import static dev.baton.Async.gather;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;

import dev.baton.CancelledError;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import java.util.List;

/// Results in the order of asking; the first failure at once, while the others run on; and a
/// cancellation for all.
final class GatherScenario extends Scenario {
  @Override
  void play() throws Exception {
    Future<List<Integer>> all = gather(task(1, 3), task(2, 1), task(3, 2));
    require(all.await().equals(List.of(1, 2, 3)), "results in the order of asking");
    failureComesAtOnce();
    cancellationReachesAll();
  }

  @Suspends
  private static void failureComesAtOnce() throws Exception {
    IllegalStateException failure = new IllegalStateException("on purpose");
    Task<Integer> slow = task(1, 5);
    Task<Integer> failing =
        spawn(
            () -> {
              yieldNow();
              throw failure;
            });
    Future<List<Integer>> both = gather(slow, failing);
    try {
      both.await();
      require(false, "a failure is raised");
    } catch (IllegalStateException raised) {
      require(raised == failure, "the very failure is raised");
    } catch (CancelledError cancelled) {
      both.addDoneCallback(GatherScenario::look); // nobody else will
      failing.addDoneCallback(GatherScenario::look); // which may go on alone
      throw cancelled;
    }
    require(slow.await() == 1, "the others run on");
  }

  private static void look(Future<?> ended) {
    ended.failure().ifPresent(_ -> ended.exception());
  }

  @Suspends
  private static void cancellationReachesAll() {
    Task<Integer> one = task(1, 100);
    Task<Integer> two = task(2, 100);
    Future<List<Integer>> both = gather(one, two);
    yieldNow();
    if (!both.isDone()) {
      require(both.cancel(), "what is not done can be cancelled");
      settle();
      require(one.isCancelled() && two.isCancelled(), "a cancellation reaches all");
      require(both.isDone(), "what was cancelled ends");
    }
  }

  /// Gives the result after so many turns.
  private static Task<Integer> task(int result, int turns) {
    return spawn(
        () -> {
          for (int i = 0; i < turns; i++) {
            yieldNow();
          }
          return result;
        });
  }
}
