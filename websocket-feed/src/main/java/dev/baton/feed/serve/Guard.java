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

/// Makes the connections of Java-WebSocket, and limits what a stranger can do before the handshake:
/// how many there may be, and for how long. The library itself would wait for ever.
///
/// Its methods run on the library's threads, and must not throw what is unchecked: that would end
/// the server.
final class Guard implements WebSocketServerFactory {
  private final EventLoop loop;
  private final int maxConnections;
  private final Duration handshake;
  private final AtomicInteger connections = new AtomicInteger();

  Guard(EventLoop loop, int maxConnections, Duration handshake) {
    this.loop = loop;
    this.maxConnections = maxConnections;
    this.handshake = handshake;
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter listener, List<Draft> drafts) {
    connections.incrementAndGet();
    GuardedSocket socket = new GuardedSocket(listener, drafts, connections::decrementAndGet);
    loop.callSoonThreadsafe(() -> loop.callLater(handshake, () -> requireOpen(socket)));
    return socket;
  }

  @Override
  public WebSocketImpl createWebSocket(WebSocketAdapter listener, Draft draft) {
    return createWebSocket(listener, List.of(draft));
  }

  private static void requireOpen(WebSocketImpl socket) {
    if (socket.getReadyState() == ReadyState.NOT_YET_CONNECTED) {
      socket.closeConnection(CloseFrame.PROTOCOL_ERROR, "the handshake took too long");
    }
  }

  @Override
  public ByteChannel wrapChannel(SocketChannel channel, SelectionKey key) throws IOException {
    if (connections.get() > maxConnections) {
      connections.decrementAndGet(); // the library forgets this one without a word
      throw new IOException("too many connections");
    }
    return channel;
  }

  @Override
  public void close() {
    // it holds nothing
  }
}
