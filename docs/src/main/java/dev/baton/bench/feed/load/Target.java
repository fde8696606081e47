package dev.baton.bench.feed.load;

/// A server.
///
/// @param channel to subscribe to; `-`: it sends events to everyone, unasked
record Target(int port, String channel) {
  boolean isAsked() {
    return !channel.equals("-");
  }
}
