package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static java.time.Duration.ofSeconds;

import dev.baton.Suspends;
import dev.baton.Task;

/// **How can one thread do two things at once?**
///
/// By taking turns. A task is a method that runs while it holds the baton. Where it has to wait, it hands the baton to
/// the next task that is ready; two tasks that wait, wait at the same time.
///
/// Watch for:
/// - `spawn` only puts a task in line. No child has begun when the parent says so: the parent still has the baton.
/// - The baton changes hands in `await()` and in `sleep(...)`, and nowhere else here. Methods that can hand it on
///   carry the mark `@Suspends`; ours carry it too, because they call such methods.
/// - To await a task at once is to do one thing after the other.
///
/// Try:
/// - In `together`, let the second child sleep for 3 s. Which lines move?
/// - In `oneAfterTheOther`, call `child("child-1")` without `spawn` and `await`. A call is a call: nothing is lost.
/// - In `together`, remove both awaits. Which lines are missing, and why is the program not longer at work?
final class L01Tasks extends Lesson {
  @Override
  void run() throws Exception {
    part("start a child, await it, start the next");
    loop().run(this::oneAfterTheOther);

    part("start both children, then await them");
    loop().run(this::together);
  }

  @Suspends
  private void oneAfterTheOther() throws Exception {
    spawn(() -> child("child-1")).await();
    spawn(() -> child("child-2")).await();
    say("parent:  all done");
  }

  @Suspends
  private void together() throws Exception {
    Task<Void> first = spawn(() -> child("child-1"));
    Task<Void> second = spawn(() -> child("child-2"));
    say("parent:  both are in line, now I wait");
    first.await();
    second.await();
    say("parent:  all done");
  }

  @Suspends
  private void child(String name) {
    say(name + ": started");
    sleep(ofSeconds(1));
    say(name + ": exiting");
  }
}
