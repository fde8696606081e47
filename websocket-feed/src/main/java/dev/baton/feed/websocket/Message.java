package dev.baton.feed.websocket;

/// A whole message, as it was received.
public sealed interface Message {
  /// A text.
  record Text(String text) implements Message {}

  /// Bytes.
  record Binary(byte[] bytes) implements Message {}
}
