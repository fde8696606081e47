package dev.baton.lessons;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static java.time.Duration.ofSeconds;

import dev.baton.Suspends;
import dev.baton.Task;

/// **How can one thread do two things at once?**
///
/// By taking turns. A task is a method that runs while it holds the baton. Where it has to wait, it
/// hands the baton to the next task that is ready; and tasks that wait, wait at the same time.
///
/// Watch for:
/// - `spawn` only puts a task in line: when main says so, no child has begun.
/// - The baton changes hands in `await()` and in `sleep(...)`, and nowhere else here. Methods that
///   can hand it on carry the mark `@Suspends`; ours carry it too, because they call such methods.
/// - To await a task at once is to do one thing after the other.
///
/// Try:
/// - In `together`, remove both awaits. Which lines are missing? A loop cancels what its main task
///   leaves behind.
/// - In `oneAfterTheOther`, replace the first line by a plain call, `child()`. What changes?
/// - In `child`, replace `sleep(...)` by `Thread.sleep(1000)`. Who has the baton while it sleeps?
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
    spawn("child-1", this::child).await();
    spawn("child-2", this::child).await();
    say("all done");
  }

  @Suspends
  private void together() throws Exception {
    Task<Void> first = spawn("child-1", this::child);
    Task<Void> second = spawn("child-2", this::child);
    say("both are in line, now I wait");
    first.await();
    second.await();
    say("all done");
  }

  @Suspends
  private void child() {
    say("started");
    sleep(ofSeconds(1));
    say("exiting");
  }
}
