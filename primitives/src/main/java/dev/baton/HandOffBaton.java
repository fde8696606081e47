package dev.baton;

import java.util.concurrent.locks.LockSupport;

/// A baton that passes between two threads, each of which parks while the other runs.
///
/// Public API only, so it works everywhere, also where the loop itself lives on a virtual thread.
/// The volatile field is the baton; the parking only saves time, so stray unparks and interrupts do
/// no harm. An interrupt that arrives while a side waits is kept for it, since a thread with its
/// interrupt flag set cannot park.
final class HandOffBaton extends Baton {
  private final Thread thread;
  private final Thread loopThread;
  private boolean started;

  /// True while the task may run.
  private volatile boolean withTask;

  HandOffBaton(Task<?> task) {
    super(task);
    this.loopThread = task.loop().thread();
    this.thread = Thread.ofVirtual().unstarted(this);
  }

  @Override
  Thread thread() {
    return thread;
  }

  @Override
  void resume() {
    withTask = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
    waitUntil(false);
  }

  @Override
  void suspend() {
    Pinning.check();
    passBack();
    waitUntil(true);
  }

  @Override
  void end() {
    ended = true;
    passBack();
  }

  private void passBack() {
    withTask = false;
    LockSupport.unpark(loopThread);
  }

  private void waitUntil(boolean mine) {
    boolean interrupted = false;
    while (withTask != mine) {
      try {
        LockSupport.park(this);
      } catch (StackOverflowError tooDeep) {
        Thread.onSpinWait(); // to be put aside: the thread must stay where it is
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
