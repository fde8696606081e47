package dev.baton;

/// A scheduled callback. Used on the loop's thread only.
class Callback implements Handle, Runnable {
  /// Null once it has run or was cancelled, so that what it refers to can be let go.
  private Runnable action;

  private boolean cancelled;

  Callback(Runnable action) {
    this.action = action;
  }

  @Override
  public void run() {
    Runnable todo = action;
    action = null;
    if (todo != null) {
      todo.run();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    action = null;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }
}
