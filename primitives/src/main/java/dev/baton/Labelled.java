package dev.baton;

/// Something that tasks wait for, and that says as data what it is: see
/// [EventLoop#createFuture(Object)].
public interface Labelled {
  /// What reports call it, with its state at the moment. It is asked for only when somebody listens
  /// or a report is made.
  Label label();
}
