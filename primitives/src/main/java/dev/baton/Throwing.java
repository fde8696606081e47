package dev.baton;

/// Raises a throwable as it is, whatever the compiler thinks of it.
final class Throwing {
  private Throwing() {}

  /// Never returns; `throw Throwing.raise(e)` tells the compiler so.
  static RuntimeException raise(Throwable throwable) {
    Throwing.<RuntimeException>raiseUnchecked(throwable);
    throw new AssertionError("unreachable");
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void raiseUnchecked(Throwable throwable) throws X {
    throw (X) throwable;
  }
}
