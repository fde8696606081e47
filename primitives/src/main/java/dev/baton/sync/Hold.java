package dev.baton.sync;

/// What a task holds between `acquire` and `release`, for try-with-resources:
///
/// ```java
/// try (var held = lock.acquire()) {
///   account.write(account.read() + 2);
/// } // released, whatever has happened
/// ```
///
/// It can be closed once: closing it a second time must not free what another task holds by then.
public final class Hold implements AutoCloseable {
  private Runnable release;

  Hold(Runnable release) {
    this.release = release;
  }

  /// Releases it.
  ///
  /// @throws IllegalStateException if it is not held any more
  @Override
  public void close() {
    if (release == null) {
      throw new IllegalStateException("this was released already; close a Hold once");
    }
    Runnable once = release;
    release = null;
    once.run();
  }
}
