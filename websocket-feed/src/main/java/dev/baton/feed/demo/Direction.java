package dev.baton.feed.demo;

/// Which way bytes go through a [FaultProxy].
public enum Direction {
  /// From the client to the server.
  UP,

  /// From the server to the client.
  DOWN
}
