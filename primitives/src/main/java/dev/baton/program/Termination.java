package dev.baton.program;

import dev.baton.Signals;
import dev.baton.Task;
import java.util.concurrent.CountDownLatch;

/// Lets SIGTERM and SIGHUP do what Ctrl-C does: cancel the main task, and let it clean up.
///
/// The JVM answers these signals by running its shutdown hooks, and ends when they have. This one
/// cancels the main task and then waits until the work is over. So a task must not call
/// `System.exit`, which would wait for this, which would wait for the task.
///
/// A second SIGTERM ends the process at once, as a second Ctrl-C does. A second SIGHUP does not:
/// when a terminal is closed, both the system and the shell may send one.
final class Termination implements AutoCloseable {
  /// 128 and the number of SIGTERM, as shells report it.
  private static final int EXIT_CODE = 143;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "termination");

  /// Null until there is one. Guarded by this, as the next.
  private Task<?> main;

  private boolean requested;

  Termination() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// Names the task to cancel, and cancels it at once if the signal came earlier. Called by the
  /// task.
  synchronized void cancels(Task<?> task) {
    main = task;
    if (requested) {
      passOn();
    }
  }

  /// The process is to end. Called from any thread.
  synchronized void request() {
    requested = true;
    if (main != null) {
      passOn();
    }
  }

  /// Whether the process was told to end.
  synchronized boolean isRequested() {
    return requested;
  }

  private void passOn() {
    Task<?> task = main;
    task.loop().callSoonThreadsafe(() -> task.cancel("a signal"));
  }

  private void onShutdown() {
    // to the JVM itself a second one means nothing any more
    Signals.listen("TERM", () -> Runtime.getRuntime().halt(EXIT_CODE));
    request();
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
