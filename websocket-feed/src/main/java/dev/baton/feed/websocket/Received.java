package dev.baton.feed.websocket;

/// What a [FrameReader] has found.
sealed interface Received {
  /// A whole message.
  record Data(Message message) implements Received {}

  /// To be answered with a pong that has the same payload.
  record Ping(byte[] payload) implements Received {}

  /// The answer to a ping, or a sign of life that nobody has asked for.
  record Pong(byte[] payload) implements Received {}

  /// The other end says no more.
  ///
  /// @param code [CloseCodes#NONE] if there was none
  record Close(int code, String reason) implements Received {}
}
