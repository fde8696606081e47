package dev.baton;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/// Finds what keeps a virtual thread from being suspended: a static initializer or a native method
/// on its stack.
final class Pinning {
  /// Where native code, called through `java.lang.foreign`, calls back. The frame is not native by
  /// itself, and hidden.
  private static final String UPCALL = "jdk.internal.foreign.abi.UpcallStub";

  private static final StackWalker WALKER = StackWalker.getInstance(Option.SHOW_HIDDEN_FRAMES);

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
    return new IllegalStateException(
        "a task cannot wait inside "
            + describe(culprit)
            + ": its thread is pinned there; wait before or after it");
  }

  private static String describe(StackFrame culprit) {
    if (isUpcall(culprit)) {
      return "a method that native code has called";
    }
    return isInitializer(culprit)
        ? "the static initializer of " + culprit.getClassName()
        : "the native method " + culprit.getClassName() + "." + culprit.getMethodName();
  }

  private static boolean isInitializer(StackFrame frame) {
    return frame.getMethodName().equals("<clinit>");
  }

  private static boolean isUpcall(StackFrame frame) {
    return frame.getClassName().startsWith(UPCALL);
  }

  private static Optional<StackFrame> culprit() {
    return WALKER.walk(
        frames ->
            frames.filter(f -> f.isNativeMethod() || isInitializer(f) || isUpcall(f)).findFirst());
  }
}
