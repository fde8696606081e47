package dev.baton.feed.serve;

import dev.baton.Handle;
import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.drafts.Draft;
import org.java_websocket.enums.ReadyState;
import org.java_websocket.framing.CloseFrame;

/// A connection of Java-WebSocket that ends with what it cannot decode and with a refused
/// handshake, after both of which the library would go on reading.
final class GuardedSocket extends WebSocketImpl {
  private final Handshakes handshakes;

  /// Guarded by this.
  private boolean ended;

  /// Of the handshake; null if there is none yet. Used on the loop.
  private Handle deadline;

  GuardedSocket(WebSocketListener listener, List<Draft> drafts, Handshakes handshakes) {
    super(listener, drafts);
    this.handshakes = handshakes;
  }

  // --- on any thread

  @Override
  public void decode(ByteBuffer bytes) {
    if (isFlushAndClose()) {
      return;
    }
    try {
      super.decode(bytes);
    } catch (RuntimeException undecodable) {
      closeConnection(CloseFrame.PROTOCOL_ERROR, undecodable.toString());
    }
  }

  @Override
  public synchronized void flushAndClose(int code, String message, boolean remote) {
    boolean refused = getReadyState() == ReadyState.NOT_YET_CONNECTED && !isFlushAndClose();
    super.flushAndClose(code, message, remote);
    if (refused) {
      handshakes.refused(this);
    }
  }

  @Override
  public synchronized void closeConnection(int code, String message, boolean remote) {
    super.closeConnection(code, message, remote);
    if (!ended) {
      ended = true;
      handshakes.ended(this);
    }
  }

  // --- on the loop

  void setDeadline(Handle next) {
    forgetDeadline();
    deadline = next;
  }

  void forgetDeadline() {
    if (deadline != null) {
      deadline.cancel();
    }
  }
}
