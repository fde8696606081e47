package dev.baton.feed.watch;

import dev.baton.Suspends;
import java.io.IOException;

/// How a watcher reaches the server. The real one is [WebSocketConnector].
public interface FeedConnector {
  /// Connects, once.
  ///
  /// @throws RefusedException if somebody answers who does not want us
  /// @throws IOException if it fails otherwise
  @Suspends
  Link connect() throws IOException;

  /// A connection that is open.
  interface Link {
    /// Waits for the next message.
    ///
    /// @throws IOException when the connection is lost; the message says how
    @Suspends
    String receive() throws IOException;

    /// Sends a message. Does not wait.
    void send(String text);

    /// Closes the connection, and waits until it is.
    @Suspends
    void hangUp();
  }
}
