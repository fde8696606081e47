package dev.baton.lessons;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Handle;
import dev.baton.InvalidStateException;
import dev.baton.Suspends;
import java.time.Duration;

/// **What does a task wait for, when it waits?**
///
/// For a future: a result that is not there yet. It has no code of its own. One side awaits it, the other completes
/// it, once; the loop then wakes who waits. Everything that waits is built on it: here, our own `sleep`.
///
/// Watch for:
/// - Who looks again and again is late: the answer was there at 0.5 s and is seen at 0.6 s.
/// - `callLater` does not wait. It leaves a callback with the loop, which runs it in no task.
/// - A future that is done stays as it is; a second result is refused.
/// - Two of our own sleeps of 1 s take 1 s together: `await()` hands the baton on.
///
/// Try:
/// - Complete the future with `setException(new IOException("no answer"))`. Who gets the exception?
/// - Remove the `setResult(42)`. The loop has nothing left to do and says what the task waits for.
/// - In `nap`, remove the `await()`. What does `sleep` mean without it?
final class L04Future extends Lesson {
  private Integer answer;

  @Override
  void run() throws Exception {
    part("without a future: look again and again");
    loop().run(this::look);

    part("with a future: wait for the moment");
    loop().run(this::await);

    part("a sleep of our own, twice at once");
    loop().run(() -> gather(this::nap, this::nap).await());
  }

  @Suspends
  private void look() {
    EventLoop.running().callLater(ofMillis(500), () -> answer = 42);
    int looks = 1;
    while (answer == null) {
      sleep(ofMillis(300));
      looks++;
    }
    say("got " + answer + " after " + looks + " looks");
  }

  @Suspends
  private void await() throws Exception {
    Future<Integer> future = EventLoop.running().createFuture();
    EventLoop.running().callLater(ofMillis(500), () -> future.setResult(42));
    say("waiting for " + future);
    say("got " + future.await() + " from " + future);
    try {
      future.setResult(43);
    } catch (InvalidStateException refused) {
      say("a second result? " + refused.getMessage());
    }
  }

  @Suspends
  private Void nap() throws Exception {
    say("good night");
    mySleep(ofMillis(1000));
    say("good morning");
    return null;
  }

  @Suspends
  private static void mySleep(Duration delay) throws Exception {
    EventLoop loop = EventLoop.running();
    Future<Void> alarm = loop.createFuture();
    Handle timer = loop.callLater(delay, () -> alarm.setResult(null));
    try {
      alarm.await();
    } finally {
      timer.cancel(); // for a sleeper that is cancelled
    }
  }
}
