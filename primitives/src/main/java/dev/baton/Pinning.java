package dev.baton;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/// Finds what keeps a virtual thread from being suspended: a static initializer or a native method
/// on its stack.
final class Pinning {
  private static final StackWalker WALKER = StackWalker.getInstance();

  private Pinning() {}

  /// @throws IllegalStateException if the calling thread cannot be suspended here
  static void check() {
    Optional<StackFrame> culprit = culprit();
    if (culprit.isPresent()) {
      throw refusal(culprit.get());
    }
  }

  static IllegalStateException refusal() {
    return culprit()
        .map(Pinning::refusal)
        .orElseGet(
            () -> new IllegalStateException("a task cannot wait here: its thread is pinned"));
  }

  private static IllegalStateException refusal(StackFrame culprit) {
    String what =
        culprit.getMethodName().equals("<clinit>")
            ? "the static initializer of " + culprit.getClassName()
            : "the native method " + culprit.getClassName() + "." + culprit.getMethodName();
    return new IllegalStateException(
        "a task cannot wait inside "
            + what
            + ": its thread is pinned there; wait before or after it");
  }

  private static Optional<StackFrame> culprit() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> frame.isNativeMethod() || frame.getMethodName().equals("<clinit>"))
                .findFirst());
  }
}
