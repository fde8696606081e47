package dev.baton;

/// Takes the failures that no code of the program can receive: see [EventLoop#setExceptionHandler].
@FunctionalInterface
public interface ExceptionHandler {
  /// @param failure what happened; the handler must not throw
  void handle(UnhandledFailure failure);
}
