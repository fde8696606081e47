package dev.baton.sync;

/// One holding of a lock or permit. It knows whether it is over: closing it a second time must not
/// free what another task holds by then.
final class Hold implements Held {
  private Runnable release;

  Hold(Runnable release) {
    this.release = release;
  }

  @Override
  public void close() {
    if (release == null) {
      throw new IllegalStateException("this was released already; close a Held once");
    }
    Runnable once = release;
    release = null;
    once.run();
  }
}
