package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Handle;
import dev.baton.InvalidStateException;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.time.Duration;

/// **What does a task wait for, when it waits?**
///
/// For a future: a result that is not there yet. It has no code of its own. One side awaits it, the
/// other completes it, once; the loop then wakes who waits. Everything that waits is built on it:
/// here, a `sleep` of our own.
///
/// Watch for:
/// - The answer comes at 0.5 s. Who looks every 0.3 s sees it at 0.6 s; who awaits its future, at
///   0.5 s.
/// - `callLater` does not wait. It leaves a callback with the loop, which runs it outside any task.
/// - A future that is done stays as it is: a second result is refused.
/// - Two of our own sleeps take 1 s together, because `await()` hands the baton on.
///
/// Try:
/// - Replace `setResult(42)` by `setException(new IOException("no answer"))`. Who gets the
///   exception?
/// - Remove the `setResult(42)`. The loop sees that nothing can happen any more, and says who waits
///   for what.
/// - In `mySleep`, remove the `await()`. When do the two wake up?
final class L04Future extends Lesson {
  private Integer answer;

  @Override
  void run() throws Exception {
    part("the answer comes at 0.5 s: look every 0.3 s");
    loop().run(this::look);

    part("the answer comes at 0.5 s: await its future");
    loop().run(this::await);

    part("a sleep of our own");
    loop().run(this::twoSleepers);
  }

  @Suspends
  private void look() {
    EventLoop.running().callLater(ofMillis(500), () -> answer = 42);
    while (answer == null) {
      say("no answer yet");
      sleep(ofMillis(300));
    }
    say("got " + answer);
  }

  @Suspends
  private void await() throws Exception {
    EventLoop loop = EventLoop.running();
    Future<Integer> future = loop.createFuture();
    loop.callLater(ofMillis(500), () -> complete(future));
    say("waiting for " + future);
    say("got " + future.await() + " from " + future);
    try {
      future.setResult(43);
    } catch (InvalidStateException refused) {
      say("and 43? " + refused.getMessage());
    }
  }

  private void complete(Future<Integer> future) {
    say("the answer is 42");
    future.setResult(42);
  }

  @Suspends
  private void twoSleepers() {
    TaskGroup.run(
        group -> {
          group.spawn("anna", this::sleeper);
          group.spawn("ben", this::sleeper);
        });
  }

  @Suspends
  private void sleeper() throws Exception {
    say("good night");
    mySleep(ofMillis(1000));
    say("good morning");
  }

  @Suspends
  private static void mySleep(Duration delay) throws Exception {
    EventLoop loop = EventLoop.running();
    Future<Void> alarm = loop.createFuture();
    Handle timer = loop.callLater(delay, () -> alarm.setResult(null));
    alarm.addDoneCallback(_ -> timer.cancel()); // for a sleeper that is cancelled
    alarm.await();
  }
}
