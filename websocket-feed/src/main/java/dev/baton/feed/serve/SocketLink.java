package dev.baton.feed.serve;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.framing.TextFrame;

/// A connection of Java-WebSocket, used from the loop.
final class SocketLink implements Link {
  /// How many messages of one subscriber may be on their way into the loop.
  private static final int MAX_INCOMING = 64;

  private final WebSocketImpl socket;

  /// Counted up by Java-WebSocket's thread and down by the loop.
  private final AtomicInteger incoming = new AtomicInteger();

  /// The one that was not answered. Set by Java-WebSocket's thread, taken by the loop.
  private final AtomicReference<Framedata> newestPing = new AtomicReference<>();

  /// Set on the loop; null while, and if, it was not let in.
  private Peer peer;

  SocketLink(WebSocketImpl socket) {
    this.socket = socket;
  }

  @Override
  public void send(Frame frame) {
    TextFrame text = new TextFrame();
    text.setPayload(ByteBuffer.wrap(frame.utf8()));
    send(text);
  }

  @Override
  public void ping(long token) {
    PingFrame ping = new PingFrame();
    ping.setPayload(ByteBuffer.allocate(Long.BYTES).putLong(token).flip());
    send(ping);
  }

  @Override
  public boolean pong() {
    Framedata ping = newestPing.getAndSet(null);
    if (ping == null) {
      return false;
    }
    send(new PongFrame((PingFrame) ping));
    return true;
  }

  private void send(Framedata frame) {
    try {
      socket.sendFrame(frame);
    } catch (WebsocketNotConnectedException closed) {
      // the loop hears of it in its turn
    }
  }

  @Override
  public void close(int code, String why) {
    socket.close(code, reason(why));
  }

  @Override
  public void cut(int code, String why) {
    socket.closeConnection(code, why);
  }

  @Override
  public String address() {
    return String.valueOf(socket.getRemoteSocketAddress());
  }

  /// A close frame has room for 123 bytes.
  private static String reason(String why) {
    String ascii = why.replaceAll("[^ -~]", "?");
    return ascii.length() <= 120 ? ascii : ascii.substring(0, 117) + "...";
  }

  void letIn(Peer peer) {
    this.peer = peer;
  }

  Peer peer() {
    return peer;
  }

  /// Takes a place for a message on its way into the loop.
  ///
  /// @return false if there are too many
  boolean enter() {
    return incoming.incrementAndGet() <= MAX_INCOMING;
  }

  void entered() {
    incoming.decrementAndGet();
  }

  /// Keeps this ping in place of one that has not been answered.
  ///
  /// @return false if there was one: the loop knows already
  boolean pinged(Framedata ping) {
    return newestPing.getAndSet(ping) == null;
  }
}
