package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import java.io.IOException;

/// How a watcher reaches the server. The real one is [WebSocketConnector].
public interface FeedConnector {
  /// Connects, once, and lets this use the connection. However it ends, the connection is closed
  /// when this returns.
  ///
  /// @throws DeniedException if the server lets nobody in who is like us
  /// @throws BusyException if it has no room now
  /// @throws RefusedException if somebody answers who is no feed
  /// @throws IOException if it fails otherwise, or the use does
  @Suspends
  <T> T connect(Use<T> use) throws IOException;

  /// What is done with a connection.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface Use<T> {
    /// @param link is open until this returns
    @Suspends
    T with(Link link) throws IOException;
  }

  /// A connection that is open.
  interface Link {
    /// Waits for the next message.
    ///
    /// @throws IOException when the connection is lost; the message says how
    @Suspends
    String receive() throws IOException;

    /// Sends a message. Does not wait.
    void send(String text);

    /// When anything was last heard from the server, a part of a message too: nanoseconds by the
    /// clock of the loop.
    long lastHeard();

    /// Ends the connection at once: whoever receives hears of it. Does not wait.
    void abort();

    /// The port of the server's history, on the same host.
    default int historyPort(Welcome welcome) {
      return welcome.historyPort();
    }
  }
}
