package dev.baton;

/// Raises a throwable as it is, whatever the compiler thinks of it.
final class SneakyThrow {
  private SneakyThrow() {}

  /// Never returns; `throw SneakyThrow.raise(e)` tells the compiler so.
  static RuntimeException raise(Throwable throwable) {
    SneakyThrow.<RuntimeException>raiseUnchecked(throwable);
    throw new AssertionError("unreachable");
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void raiseUnchecked(Throwable throwable) throws X {
    throw (X) throwable;
  }
}
