package dev.baton;

/// The right to run, as it passes between a loop and one task.
///
/// A task is a virtual thread that runs only while it holds the baton. There are two ways to pass
/// it, with one meaning:
///
/// - **mounted** ([MountedBaton]): the loop is the virtual thread's scheduler, and resuming the
///   task is a plain call that mounts it on the loop's thread. About 130 ns.
/// - **hand-off** ([HandOffBaton]): the loop's thread and an ordinary virtual thread park and
///   unpark each other. Some microseconds, but public API only.
///
/// The property `baton.mounted` chooses: `auto` (the default) mounts where it can, `always` fails
/// where it cannot, `never` hands off.
///
/// As a [Runnable] in the ready queue a baton means "let this task go on".
abstract class Baton implements Runnable {
  /// Null once a mounted task has ended: virtual threads that it has started keep its baton, as
  /// their scheduler, and may live for ever. (The JDK itself starts some at the first blocking
  /// read.)
  Task<?> task;

  /// The task's code has ended; its thread will not come back.
  boolean ended;

  Baton(Task<?> task) {
    this.task = task;
  }

  static Baton of(Task<?> task, boolean mounted) {
    return mounted ? new MountedBaton(task) : new HandOffBaton(task);
  }

  /// What the task's thread runs, and at the same time what the loop calls to let the task go on:
  /// one object less for each of a million tasks.
  @Override
  public final void run() {
    if (Thread.currentThread() == thread()) {
      task.live();
    } else if (!ended) {
      task.step();
    }
  }

  abstract Thread thread();

  /// On the loop's thread: passes the baton to the task and returns when the task has passed it
  /// back, because it waits or because it has ended.
  abstract void resume();

  /// On the task's thread: passes the baton back and returns when it comes again.
  ///
  /// @throws IllegalStateException if a frame on the stack pins the thread; nothing has happened
  ///   then
  abstract void suspend();

  /// Ends the task. Called on its thread, as the last thing that runs there.
  abstract void end();
}
