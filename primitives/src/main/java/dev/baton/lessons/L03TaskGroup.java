package dev.baton.lessons;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static java.time.Duration.ofMillis;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.io.IOException;

/// **What becomes of the others when one fails?**
///
/// With `gather`: nothing. They run on, and nobody waits for them any more. With a `TaskGroup` they are cancelled, and
/// the block ends when the last of them has ended: no task outlives its group.
///
/// Watch for:
/// - Both trips fail at 0.5 s. Only the first then books a flight and a car that nobody needs.
/// - Cancelling is a request: it arrives in `sleep(...)`, where the task waits, as a `CancelledError`. The task may
///   still clean up, and then lets the error go on.
/// - The group raises all failures together, as an `ExceptionGroup`.
///
/// Try:
/// - Let the car fail too, at 0.5 s. What does the group raise then? What does `gather` make of the second failure?
/// - In `book`, swallow the `CancelledError`. What is booked now, and when does the group end?
/// - In `withGather`, remove the last `sleep`. Who stops the flight, and when?
final class L03TaskGroup extends Lesson {
  @Override
  void run() throws Exception {
    part("a trip with gather");
    loop().run(this::withGather);

    part("a trip with a task group");
    loop().run(this::withGroup);
  }

  @Suspends
  private void withGather() throws InterruptedException {
    try {
      gather(() -> book("flight", 1000), () -> book("hotel", 500), () -> book("car", 1500)).await();
    } catch (Exception failure) {
      say("trip:   is off: " + failure.getMessage());
    }
    say("trip:   " + stillAtWork() + " tasks still at work, and nobody waits for them");
    sleep(ofMillis(1500)); // what else this program does
  }

  @Suspends
  private void withGroup() {
    try {
      TaskGroup.run(
          group -> {
            group.spawn(() -> book("flight", 1000));
            group.spawn(() -> book("hotel", 500));
            group.spawn(() -> book("car", 1500));
          });
    } catch (ExceptionGroup failures) {
      say("trip:   is off: " + failures.exceptions());
    }
    say("trip:   " + stillAtWork() + " tasks still at work");
  }

  @Suspends
  private Void book(String what, long millis) throws IOException {
    try {
      sleep(ofMillis(millis));
    } catch (CancelledError cancelled) {
      say(what + ": cancelled");
      throw cancelled;
    }
    if (what.equals("hotel")) {
      throw new IOException("no room");
    }
    say(what + ": booked");
    return null;
  }

  private static int stillAtWork() {
    return EventLoop.running().allTasks().size() - 1; // one is the main task
  }
}
