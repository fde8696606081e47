package dev.baton.feed.serve;

import dev.baton.EventLoop;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/// Limits what a stranger can do before the handshake is over: how many there may be, and for how
/// long. The library itself would wait for ever.
///
/// When there are too many, handshakes that are under way have to go, see [PerAddress]: half ones
/// of one address keep nobody out.
///
/// Its methods run on the library's threads, and must not throw what is unchecked: that would end
/// the server.
final class Handshakes {
  /// How long the answer to a refused handshake may take to be sent.
  private static final Duration REFUSAL = Duration.ofSeconds(1);

  private final EventLoop loop;
  private final int maxConnections;
  private final Duration patience;
  private final AtomicInteger connections = new AtomicInteger();
  private final PerAddress<GuardedSocket> underWay =
      new PerAddress<>(socket -> end(socket, "too many handshakes are under way"));

  /// @param patience how long a handshake may take
  Handshakes(EventLoop loop, int maxConnections, Duration patience) {
    this.loop = loop;
    this.maxConnections = maxConnections;
    this.patience = patience;
  }

  /// The handshake of this one begins.
  ///
  /// @return false if there is no room for it
  boolean begin(GuardedSocket socket, InetAddress address) {
    if (connections.get() >= maxConnections && !underWay.makeRoom()) {
      return false;
    }
    connections.incrementAndGet();
    underWay.add(socket, address);
    endAfter(patience, socket);
    return true;
  }

  /// The handshake of this one was refused: the library sends the answer, and waits for more.
  void refused(GuardedSocket socket) {
    endAfter(REFUSAL, socket);
  }

  /// The handshake of this one is over: it is open, or closed.
  void over(GuardedSocket socket) {
    underWay.remove(socket);
    loop.callSoonThreadsafe(socket::forgetDeadline);
  }

  /// This one is closed.
  void ended(GuardedSocket socket) {
    connections.decrementAndGet();
    over(socket);
  }

  private void endAfter(Duration time, GuardedSocket socket) {
    loop.callSoonThreadsafe(
        () ->
            socket.setDeadline(
                loop.callLater(time, () -> end(socket, "the handshake took too long"))));
  }

  private static void end(GuardedSocket socket, String why) {
    if (socket.getReadyState() == ReadyState.NOT_YET_CONNECTED) {
      socket.closeConnection(CloseFrame.PROTOCOL_ERROR, why);
    }
  }
}
