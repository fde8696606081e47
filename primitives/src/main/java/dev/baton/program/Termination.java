package dev.baton.program;

import dev.baton.EventLoop;
import dev.baton.Task;
import java.util.concurrent.CountDownLatch;

/// Lets SIGTERM and SIGHUP do what Ctrl-C does: cancel the main task, and let it clean up.
///
/// The JVM answers these signals by running its shutdown hooks, and ends when they have. This one
/// passes the word on and then waits until the work is over. So a task must not call `System.exit`,
/// which would wait for this, which would wait for the task.
final class Termination implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "termination");
  private volatile Runnable cancel = () -> {};

  Termination() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// From now on, this task is cancelled. Called by the task.
  void cancels(Task<?> task) {
    EventLoop loop = task.loop();
    cancel = () -> loop.callSoonThreadsafe(() -> task.cancel("a signal"));
  }

  private void onShutdown() {
    cancel.run();
    try {
      over.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /// The work is over; the process may end.
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdownIsUnderWay) {
      // then the hook has run, and ends now
    }
  }
}
