package dev.baton;

/// Sees the loops of a process whose program did not ask for it: for tools that look in from
/// outside.
///
/// With the property `baton.look=true` the observers that [java.util.ServiceLoader] finds give each
/// loop a listener, beside the one of [EventLoopBuilder#listener]. A loop whose order a test
/// decides is not observed.
public interface LoopObserver {
  /// A loop is about to be made on this thread.
  LoopListener newListener();
}
