package dev.baton;

/// A callback with a moment, kept in a [TimerQueue] until the moment has come.
final class Timer extends Callback {
  /// Loop time in nanoseconds.
  final long when;

  /// Timers of the same moment fire in the order in which they were set.
  long order;

  /// The queue that it waits in; null before and after.
  TimerQueue queue;

  Timer(long when, Runnable action) {
    super(action);
    this.when = when;
  }

  @Override
  public void cancel() {
    boolean first = !isCancelled();
    super.cancel();
    if (first && queue != null) {
      queue.onCancel();
    }
  }
}
