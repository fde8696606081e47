package dev.baton.testing;

/// What can go wrong on the way from one end of a connection to the other: asked of a
/// [ScriptedNetwork], or tried everywhere by [Explorer#failEverywhere(Fault...)].
public enum Fault {
  /// The connection breaks: both ends get an [java.io.IOException].
  RESET,

  /// Nothing more arrives, and nothing says so.
  STALL,

  /// The end of the stream arrives, in the middle of whatever it was.
  HALF_CLOSE,

  /// What was sent at once arrives in two pieces. Nothing is wrong with that, but with programs
  /// that do not expect it.
  SHORT,

  /// Other bytes arrive than those that were sent.
  GARBAGE
}
