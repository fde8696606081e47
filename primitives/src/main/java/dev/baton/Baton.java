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
/// **Who runs on which thread.** Two threads share these methods, and one of the two always stands
/// still:
///
/// ```text
///   the loop's thread                        the task's thread
///
///   Scheduler.run
///     Baton.run -> Task.step
///       resume() ------------- starts -----> Baton.run -> Task.live
///       | stands still                         the body ... Future.await
///       | until the baton                        Task.waitFor
///       | comes back                               suspend() stands still
///       +<---- passes the baton back --------------+
///     the next callbacks ...
///       resume() ----- passes the baton ---------> suspend() returns
///       | stands still                           Task.waitFor returns, or raises
///       |                                      the body ... ends
///       +<---- passes the baton back --------- end()
///     Task.ended
/// ```
///
/// Mounted, both columns are one thread of the system: `resume` calls the task's continuation as a
/// method, and `suspend` is where that call returns. Handed off, they are two.
///
/// **Why [#run()] is on both sides.** As a [Runnable] in the ready queue a baton means "let this
/// task go on"; the task's thread was given the same object as what it runs. Which side calls is
/// told by the current thread. That is one object less for each of a million tasks.
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

  /// On the loop's thread: lets the task go on. On the task's thread, once: the whole task.
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
