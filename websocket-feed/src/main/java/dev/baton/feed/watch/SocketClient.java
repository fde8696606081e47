package dev.baton.feed.watch;

import dev.baton.Async;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.OutsideSource;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.sync.Event;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ServerHandshake;

/// One connection of Java-WebSocket, with its threads on one side and the loop on the other.
///
/// ```text
///   library's reading thread                         loop
///    onMessage --- waits for a permit ---> inbox --- receive(), gives the permit back
/// ```
///
/// The permits bound the inbox: while the loop does not keep up, the thread does not read, the
/// sockets fill, and the server sees a slow subscriber.
final class SocketClient extends WebSocketClient implements FeedConnector.Link {
  private static final int UNREAD = 256;
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final Duration PONG_PAUSE = Duration.ofMillis(50);

  private final EventLoop loop = EventLoop.running();
  private final Queue<String> inbox = new Queue<>(UNREAD);
  private final Event closed = new Event("the connection is closed");
  private final OutsideSource source = loop.openSource("connection to " + getURI());

  /// Taken by the library's thread, given back by the loop.
  private final Semaphore permits = new Semaphore(UNREAD);

  private final Completer<Void> opened =
      Completer.open("handshake with " + getURI(), this::abandon, _ -> abandon());

  /// The newest one that was not answered. Set by the library's thread, taken by the loop.
  private final AtomicReference<Framedata> ping = new AtomicReference<>();

  private volatile boolean hungUp;

  /// How the connection ended: an [IOException], or an [Error] of the library's thread.
  private Throwable end;

  SocketClient(URI uri, Draft draft, int connectMillis) {
    super(uri, draft, Map.of(), connectMillis);
    setConnectionLostTimeout(0); // the server's heartbeats tell more than its timer
    setTcpNoDelay(true);
    setDaemon(true);
  }

  // --- on the loop

  /// Connects, and waits for the handshake.
  @Suspends
  void open() throws IOException {
    connect();
    opened.future().awaitThrowing(IOException.class);
  }

  @Override
  @Suspends
  public String receive() throws IOException {
    try {
      String text = inbox.get();
      permits.release();
      return text;
    } catch (QueueShutDownException ended) {
      if (end instanceof Error bug) {
        throw bug;
      }
      throw (IOException) end;
    }
  }

  @Override
  public void send(String text) {
    try {
      super.send(text);
    } catch (WebsocketNotConnectedException e) {
      // receive() tells
    }
  }

  /// Politely, for a second; then by force.
  @Override
  @Suspends
  public void hangUp() {
    hungUp = true;
    permits.release(); // the reading thread may wait for one
    getConnection().close(CloseFrame.NORMAL);
    try {
      Async.timeout(CLOSING, closed::await);
    } catch (TimeoutException e) {
      abandon();
    }
  }

  /// Closes at once. Does not wait.
  void abandon() {
    getConnection().closeConnection(CloseFrame.ABNORMAL_CLOSE, "given up");
    Socket socket = getSocket();
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is closed, which is what was wanted
      }
    }
  }

  /// Answers the newest ping as soon as nothing waits to be sent, so that a server that sends pings
  /// and reads nothing does not fill the queue of answers.
  private void answerPing() {
    if (end != null) {
      return;
    }
    if (hasBufferedData()) {
      loop.callLater(PONG_PAUSE, this::answerPing);
      return;
    }
    try {
      super.onWebsocketPing(this, ping.getAndSet(null));
    } catch (WebsocketNotConnectedException e) {
      // receive() tells
    }
  }

  private void arrive(String text) {
    if (end == null) {
      inbox.putNowait(text);
    }
  }

  private void ended(Throwable how) {
    if (end == null) {
      end = how;
      inbox.shutdown();
      closed.set();
      source.close();
    }
  }

  /// How many messages the library has taken and not sent; for tests.
  int waitingToBeSent() {
    return ((WebSocketImpl) getConnection()).outQueue.size();
  }

  // --- on the library's threads

  /// Reads. An error would end the thread, and the library would tell nobody.
  @Override
  public void run() {
    try {
      super.run();
    } catch (Error e) {
      opened.fail(e);
      loop.callSoonThreadsafe(() -> ended(e));
      abandon();
    }
  }

  @Override
  public void onOpen(ServerHandshake handshake) {
    opened.succeed(null);
  }

  @Override
  public void onMessage(String text) {
    permits.acquireUninterruptibly();
    if (hungUp) {
      permits.release();
      return;
    }
    loop.callSoonThreadsafe(() -> arrive(text));
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata frame) {
    if (ping.getAndSet(frame) == null) {
      loop.callSoonThreadsafe(this::answerPing);
    }
  }

  @Override
  public void onClose(int code, String reason, boolean remote) {
    String why = reason == null || reason.isEmpty() ? "the connection was closed" : reason;
    opened.fail(new RefusedException(getURI() + " answers, but not as a feed does: " + why));
    IOException how =
        switch (code) {
          case CloseFrame.ABNORMAL_CLOSE -> new IOException("the connection was lost");
          case CloseFrame.PROTOCOL_ERROR, CloseFrame.NO_UTF8, CloseFrame.TOOBIG ->
              new RefusedException("the server breaks the protocol: " + why);
          default -> new IOException(why);
        };
    loop.callSoonThreadsafe(() -> ended(how));
  }

  @Override
  public void onError(Exception e) {
    opened.fail(new IOException("cannot reach " + getURI() + ": " + problem(e), e));
  }

  private static String problem(Exception e) {
    return switch (e) {
      case ConnectException _ -> "nothing answers there";
      case UnknownHostException _ -> "there is no such host";
      case SocketTimeoutException _ -> "no answer came in time";
      default -> String.valueOf(e.getMessage());
    };
  }
}
