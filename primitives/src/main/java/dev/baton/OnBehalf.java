package dev.baton;

/// A callback that finishes what a task has done, for the listener: the end of a group wakes who
/// waits for it, but it was its last task that has brought that about.
record OnBehalf(Task<?> doer, Runnable callback) implements Runnable {
  static Runnable of(Task<?> doer, Runnable callback) {
    return doer == null ? callback : new OnBehalf(doer, callback);
  }

  @Override
  public void run() {
    doer.loop().setOnBehalfOf(doer);
    try {
      callback.run();
    } finally {
      doer.loop().setOnBehalfOf(null);
    }
  }

  @Override
  public String toString() {
    return callback.toString();
  }
}
