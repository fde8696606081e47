package dev.baton;

/// Says that something outside the loop (an HTTP call, a thread, a socket of another library) may
/// still wake a task.
///
/// While a source is open, a loop with nothing to do waits; when none is open, that is a deadlock.
/// [Blocking], [Completer] and [Future#from] open one by themselves. Open and close it on the loop.
public final class OutsideSource implements AutoCloseable {
  private final EventLoop loop;
  private final String what;
  private boolean closed;

  OutsideSource(EventLoop loop, String what) {
    this.loop = loop;
    this.what = what;
  }

  /// Nothing comes from there any more. Closing twice does nothing.
  @Override
  public void close() {
    loop.requireHere();
    if (!closed) {
      closed = true;
      loop.sources().remove(this);
    }
  }

  /// What it is, for reports.
  @Override
  public String toString() {
    return what;
  }
}
