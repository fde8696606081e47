package dev.baton;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// A baton for a virtual thread whose scheduler is this object.
///
/// The JDK hands a virtual thread's continuation to its scheduler whenever the thread can go on.
/// Here that submission runs nothing: it is only noted, and the loop alone calls the continuation,
/// on its own thread, when it is the task's turn. So two tasks can never run at once.
///
/// **Why one executor a task.** The JDK also submits a thread that somebody looked at: taking the
/// stack trace of a suspended thread blocks it from running for that moment and submits it
/// afterwards. An executor shared by all tasks would then run that task beside another one.
///
/// **Why `Thread.yield()` and not `park()`.** A yielded thread can be resumed at once, needs no
/// permit, and is not disturbed by stray unparks and interrupts. And a pinned thread cannot
/// suspend: `yield` then simply returns and the task can be told, where `park` would stop the
/// loop's thread for ever.
///
/// **Blocking calls.** A task that calls `Thread.sleep`, waits for a monitor or reads from a socket
/// suspends without our doing. The loop does not take another task then: it waits until this very
/// one is submitted again. That is what asyncio does, and what "one at a time" means.
final class MountedBaton extends Baton implements Executor {
  private final Thread thread;
  private final Thread loopThread;

  /// What the JDK submits to run the thread; null until it is started. One object for its whole
  /// life.
  private Runnable continuation;

  /// The task passed the baton on purpose. Cleared by the loop: still set after a yield means that
  /// the yield did not happen.
  private boolean suspended;

  /// The continuation was submitted since the loop called it last.
  private volatile boolean submitted;

  MountedBaton(Task<?> task) {
    super(task);
    this.loopThread = task.loop().thread();
    this.thread = VirtualThreads.create(this, this);
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void resume() {
    if (continuation == null) {
      thread.start(); // submits, see execute
    }
    suspended = false;
    continuation.run();
    if (!suspended && !ended) {
      runUntilSuspended();
    }
  }

  /// The task waits in a call that is not ours, or its stack was being read when its turn came.
  private void runUntilSuspended() {
    boolean interrupted = false;
    while (!suspended && !ended) {
      while (!submitted) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      submitted = false;
      continuation.run();
    }
    if (interrupted) {
      loopThread.interrupt();
    }
  }

  @Override
  void suspend() {
    suspended = true;
    try {
      Thread.yield();
    } catch (StackOverflowError tooDeep) { // to be put aside
      suspended = false;
      throw tooDeep;
    }
    if (suspended) {
      suspended = false;
      throw Pinning.refusal();
    }
  }

  @Override
  void end() {
    ended = true;
    task = null;
  }

  /// Called by the JDK, on any thread.
  @Override
  public void execute(Runnable command) {
    if (continuation == null) {
      continuation = command;
    } else if (command != continuation) {
      // a virtual thread that the task has started: it inherits the scheduler but is no task
      VirtualThreads.runElsewhere(command);
    } else if (Thread.currentThread() != loopThread) {
      submitted = true;
      LockSupport.unpark(loopThread);
    } else if (!suspended) {
      submitted = true;
    }
  }
}
