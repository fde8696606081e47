package dev.baton.feed.serve;

import dev.baton.EventLoop;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketServerFactory;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/// Makes the connections of Java-WebSocket, and limits what a stranger can do before the handshake
/// is over: how many there may be, and for how long. The library itself would wait for ever.
///
/// When there are too many, handshakes that are under way have to go, see [PerAddress]: half ones
/// of one address keep nobody out.
///
/// Its methods run on the library's threads, and must not throw what is unchecked: that would end
/// the server.
final class Handshakes implements WebSocketServerFactory {
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

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter listener, List<Draft> drafts) {
    connections.incrementAndGet();
    GuardedSocket socket = new GuardedSocket(listener, drafts, this);
    endAfter(patience, socket);
    return socket;
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter listener, Draft draft) {
    return createWebSocket(listener, List.of(draft));
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    GuardedSocket socket = (GuardedSocket) key.attachment();
    if (connections.get() > maxConnections && !underWay.makeRoom()) {
      ended(socket); // the library forgets this one without a word
      throw new IOException("too many connections");
    }
    underWay.add(socket, channel.socket().getInetAddress());
    return channel;
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

  @Override
  public void close() {
    // it holds nothing
  }
}
