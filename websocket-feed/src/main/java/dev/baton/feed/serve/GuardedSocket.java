package dev.baton.feed.serve;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/// A connection of Java-WebSocket with two limits that it lacks: the length of the request for a
/// handshake, which it reads again from the start with each piece; and what it cannot decode, which
/// it would ignore and go on.
final class GuardedSocket extends WebSocketImpl {
  private static final int MAX_REQUEST = 8 * 1024;

  private final Runnable onClosed;

  /// Used by the thread that decodes.
  private int requestBytes;

  /// Guarded by this.
  private boolean ended;

  GuardedSocket(WebSocketListener listener, List<Draft> drafts, Runnable onClosed) {
    super(listener, drafts);
    this.onClosed = onClosed;
  }

  @Override
  public void decode(ByteBuffer bytes) {
    if (getReadyState() == ReadyState.NOT_YET_CONNECTED) {
      requestBytes += bytes.remaining();
      if (requestBytes > MAX_REQUEST) {
        closeConnection(CloseFrame.PROTOCOL_ERROR, "the request is too long");
        return;
      }
    }
    try {
      super.decode(bytes);
    } catch (RuntimeException undecodable) {
      closeConnection(CloseFrame.PROTOCOL_ERROR, undecodable.toString());
    }
  }

  @Override
  public synchronized void closeConnection(int code, String message, boolean remote) {
    super.closeConnection(code, message, remote);
    if (!ended) {
      ended = true;
      onClosed.run();
    }
  }
}
