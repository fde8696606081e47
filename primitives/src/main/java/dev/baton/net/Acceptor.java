package dev.baton.net;

import dev.baton.Suspends;
import java.io.IOException;
import java.net.SocketAddress;

/// Where connections come in: what a [Listener] stands on.
///
/// A listening socket is one; tests have one in memory, see `dev.baton.testing.ScriptedNetwork`.
public interface Acceptor {
  /// Waits for a connection. One task at a time.
  ///
  /// @throws java.nio.channels.ClosedChannelException if this is closed, or is meanwhile
  /// @throws IOException if there is no room for another connection now
  @Suspends
  Transport accept() throws IOException;

  /// False after [#close()].
  boolean isOpen();

  /// Accepts nothing more; a task that waits here gets an [IOException]. Closing twice does
  /// nothing.
  void close();

  /// The address of this end.
  SocketAddress localAddress();
}
