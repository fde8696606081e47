package dev.baton;

/// What a sleeping task awaits: a future that is its own timer's callback, since a million may
/// sleep at once.
final class Sleep extends Future<Void> implements Runnable {
  private Sleep(EventLoop loop) {
    super(loop, null);
  }

  @Suspends
  static void until(long when, Task<?> task) {
    Sleep sleep = new Sleep(task.loop());
    Timer timer = new Timer(when, sleep);
    task.loop().scheduler().timers().add(timer);
    try {
      task.waitFor(sleep);
      if (sleep.isCancelled()) {
        sleep.result(); // raises
      }
    } catch (Exception neverFails) {
      throw SneakyThrow.raise(neverFails);
    } finally {
      timer.cancel();
    }
  }

  /// The time has come.
  @Override
  public void run() {
    if (!isDone()) {
      setResult(null);
    }
  }

  @Override
  public String toString() {
    return "the clock";
  }
}
