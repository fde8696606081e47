package dev.baton.feed.serve;

/// The server's end of one connection. Nothing here waits: what is sent is queued below, so the
/// sender has to know how much that is (see [Window]).
interface Link {
  /// Sends a message. Does nothing once the connection is closed.
  void send(Frame frame);

  /// Asks the other side for a sign that it has read everything up to here: [Peer#onConfirmed] gets
  /// the same token.
  void ping(long token);

  /// Answers the newest ping of the other side, if one waits for its answer.
  ///
  /// @return false if none does
  boolean pong();

  /// Closes politely: what is queued is sent first, if the other side reads it.
  void close(int code, String why);

  /// Closes at once.
  void cut(int code, String why);

  /// Who is there, for messages.
  String address();

  /// What is told of a connection, on the loop.
  interface Peer {
    void onText(String text);

    void onConfirmed(long token);

    /// A ping waits for its answer.
    void onPing();

    void onClosed();
  }
}
