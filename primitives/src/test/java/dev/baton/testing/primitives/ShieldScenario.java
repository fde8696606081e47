package dev.baton.testing.primitives;

import static dev.baton.Async.shield;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;

/// Whoever waits behind a shield gets the outcome; cancelling the wait does not reach the work, at
/// whatever moment.
final class ShieldScenario extends Scenario {
  @Override
  void play() throws Exception {
    Task<Integer> work = spawn(ShieldScenario::work);
    Task<Integer> impatient = spawn(() -> shield(work).await());
    Task<Integer> patient = spawn(() -> shield(work).await());
    yieldNow();
    impatient.cancel();
    require(patient.await() == 42, "a shield gives the outcome");
    require(!work.isCancelled(), "the cancellation does not reach the work");
    cancelledInTheTurnOfTheResult();
  }

  @Suspends
  private static int work() {
    yieldNow();
    yieldNow();
    yieldNow();
    return 42;
  }

  @Suspends
  private static void cancelledInTheTurnOfTheResult() {
    Future<Integer> inner = EventLoop.running().createFuture();
    Future<Integer> outer = shield(inner);
    inner.setResult(1);
    outer.cancel();
    yieldNow();
    require(outer.isCancelled() && !inner.isCancelled(), "each keeps its own outcome");
  }
}
