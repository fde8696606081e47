package dev.baton.sync;

/// A [Semaphore] that refuses to get more permits than it began with: finds the `release` too many.
public final class BoundedSemaphore extends Semaphore {
  private final int permits;

  /// @param permits how many tasks at a time, 0 or more
  public BoundedSemaphore(int permits) {
    this(null, permits);
  }

  /// @param name for reports
  /// @param permits how many tasks at a time, 0 or more
  public BoundedSemaphore(String name, int permits) {
    super(name, permits);
    this.permits = permits;
  }

  /// @throws IllegalStateException if no permit is out
  @Override
  public void release() {
    if (available() >= permits) {
      throw new IllegalStateException(
          this + " was released too often; each release() must follow an acquire()");
    }
    super.release();
  }
}
