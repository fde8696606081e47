package dev.baton;

/// A callback that a loop will run, from [EventLoop#callSoon] or [EventLoop#callLater].
public interface Handle {
  /// The callback will not run. Nothing happens if it has run already.
  void cancel();

  /// True after [#cancel()].
  boolean isCancelled();
}
