package dev.baton.feed.websocket;

/// What a [WebSocket] sends: asked when the socket can take something, so whatever waits is still
/// in the hands of the source, which may drop or replace it.
@FunctionalInterface
public interface FrameSource {
  /// A source of one end that only answers.
  FrameSource NONE = () -> null;

  /// The next frame to be sent; null if there is none now: then [WebSocket#wake()] says when there
  /// is. Must not wait.
  Frame poll();
}
