package dev.baton.lessons;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static java.time.Duration.ofMillis;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import java.io.IOException;

/// **What becomes of the others when one fails?**
///
/// With `gather`: nothing. They run on, and nobody waits for them any more. With a `TaskGroup` they
/// are cancelled, and the block ends when the last of them has ended: no task outlives its group.
///
/// Watch for:
/// - Both trips fail at 0.5 s. The first then books a flight and a car that nobody needs.
/// - Cancelling is a request. It arrives where the task waits, here in `sleep(...)`, as a
///   `CancelledError`. The task may clean up, and then lets the error go on.
/// - The group raises everything that failed, as one `ExceptionGroup`.
///
/// Try:
/// - Let the car fail too, at 0.5 s. What does the group raise then, and what does `gather`?
/// - In `book`, do not throw the `CancelledError` again. What is booked now?
/// - In `withGather`, remove the last `sleep`. Who stops the flight, and when?
final class L03TaskGroup extends Lesson {
  @Override
  void run() {
    part("a trip with gather");
    loop().run(this::withGather);

    part("a trip with a task group");
    loop().run(this::withGroup);
  }

  @Suspends
  private void withGather() {
    try {
      gather(
              spawn("flight", () -> book(1000)),
              spawn("hotel", this::fullHotel),
              spawn("car", () -> book(1500)))
          .await();
    } catch (Exception failure) {
      say("the trip is off: " + failure);
    }
    say("still at work: " + others());
    sleep(ofMillis(1500)); // whatever else this program does
  }

  @Suspends
  private void withGroup() {
    try {
      TaskGroup.run(
          group -> {
            group.spawn("flight", () -> book(1000));
            group.spawn("hotel", this::fullHotel);
            group.spawn("car", () -> book(1500));
          });
    } catch (ExceptionGroup failures) {
      say("the trip is off: " + failures.exceptions());
    }
    say("still at work: " + others());
  }

  @Suspends
  private void book(long millis) {
    try {
      sleep(ofMillis(millis));
    } catch (CancelledError cancelled) {
      say("cancelled");
      throw cancelled;
    }
    say("booked");
  }

  @Suspends
  private void fullHotel() throws IOException {
    sleep(ofMillis(500));
    throw new IOException("no room");
  }

  private static String others() {
    return "" + EventLoop.running().allTasks().stream().skip(1).toList(); // the first is main
  }
}
