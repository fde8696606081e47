package dev.baton.feed.watch;

import dev.baton.Suspends;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.websocket.Frame;
import dev.baton.feed.websocket.Message;
import dev.baton.feed.websocket.WebSocket;
import dev.baton.feed.websocket.WebSocketClosedException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/// A WebSocket as a watcher uses it: texts, and failures in its words.
final class WebSocketLink implements FeedConnector.Link {
  /// More subscriptions than any server has channels.
  private static final int MOST_WAITING = 10_000;

  private final WebSocket socket;
  private final Deque<Frame> waiting;

  /// Where the server is, and its history too.
  private final int port;

  /// @param waiting what is to be sent: the source of the socket
  WebSocketLink(WebSocket socket, Deque<Frame> waiting, int port) {
    this.socket = socket;
    this.waiting = waiting;
    this.port = port;
  }

  static Deque<Frame> noFrames() {
    return new ArrayDeque<>();
  }

  @Override
  @Suspends
  public String receive() throws IOException {
    try {
      if (socket.receive() instanceof Message.Text text) {
        return text.text();
      }
    } catch (WebSocketClosedException closed) {
      throw closed.isOurs()
          ? new RefusedException("the server breaks the protocol: " + closed.reason())
          : Refusal.of(closed.code(), closed.reason());
    } catch (IOException broken) {
      throw new IOException("the connection was lost", broken);
    }
    throw new RefusedException("the server breaks the protocol: it sends bytes that are no text");
  }

  @Override
  public void send(String text) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(Frame.text(text));
      socket.wake();
    }
  }

  @Override
  public long lastHeard() {
    return socket.lastHeard();
  }

  @Override
  public void abort() {
    socket.abort();
  }

  /// Servers that say units serve all at one port, and others may reach that by another number, as
  /// behind a proxy. Those of version 0.1 have another port.
  @Override
  public int historyPort(Welcome welcome) {
    return welcome.units().isEmpty() ? welcome.historyPort() : port;
  }
}
