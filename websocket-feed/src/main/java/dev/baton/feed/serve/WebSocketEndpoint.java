package dev.baton.feed.serve;

import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.protocol.CloseCode;
import dev.baton.feed.protocol.Limits;
import dev.baton.feed.websocket.BoundedDraft;
import dev.baton.net.http.Guard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;

/// The WebSocket side of the server: Java-WebSocket with its two threads on one side, the loop on
/// the other.
///
/// ```text
///   library's threads                          loop
///    onOpen, onMessage, onPong, onClose  --->  callSoonThreadsafe: Link.Peer
///    selector                            <---  Link.send, close, cut (none of them waits)
/// ```
///
/// The library can lose the wish to write when the loop sends while its selector has just written
/// everything: the message then goes out with the next one. Heartbeats make that soon.
final class WebSocketEndpoint extends WebSocketServer {
  /// How many may be in the middle of a handshake beside the subscribers.
  private static final int STRANGERS = 100;

  /// Connections that the kernel completes ahead of the library: all come back at once.
  private static final int BACKLOG = 4096;

  private static final int STOP_MILLIS = 1000;

  private final EventLoop loop = EventLoop.running();
  private final Guard guard;
  private final Function<Link, Link.Peer> reception;
  private final Handshakes handshakes;
  private final Acceptor acceptor;
  private volatile Runnable started;
  private volatile Consumer<Exception> onFatal;

  private WebSocketEndpoint(
      InetSocketAddress address,
      ServeSettings settings,
      Guard guard,
      Function<Link, Link.Peer> reception,
      Consumer<IOException> onCannotAccept) {
    super(address, 1, List.of(new BoundedDraft(Limits.CLIENT_MESSAGE)));
    this.guard = guard;
    this.reception = reception;
    handshakes = new Handshakes(loop, settings.subscribers() + STRANGERS, settings.patience());
    acceptor = new Acceptor(loop, this::take, onCannotAccept);
    setConnectionLostTimeout(0); // unconfirmed messages tell more than its timer
    setMaxPendingConnections(BACKLOG);
    setReuseAddr(true);
    setDaemon(true);
  }

  /// Starts to listen. If the task is cancelled meanwhile, nothing is left behind.
  ///
  /// @param reception gets each new connection, on the loop; null: it is not let in
  /// @param onCannotAccept gets the first failure to accept a connection, on the loop; the endpoint
  ///   goes on trying
  /// @throws IOException if the address cannot be used
  @Suspends
  static WebSocketEndpoint open(
      InetSocketAddress address,
      ServeSettings settings,
      Guard guard,
      Function<Link, Link.Peer> reception,
      Consumer<IOException> onCannotAccept)
      throws IOException, InterruptedException {
    WebSocketEndpoint endpoint =
        new WebSocketEndpoint(address, settings, guard, reception, onCannotAccept);
    Completer<Void> started = Completer.open("start of the WebSocket server", () -> {});
    endpoint.onFatal = started::fail;
    endpoint.started = () -> started.succeed(null);
    endpoint.start();
    try {
      started.future().awaitThrowing(IOException.class);
    } catch (CancelledError e) { // also when it has started, and nobody will know
      endpoint.close();
      throw e;
    }
    return endpoint;
  }

  /// Waits until it fails; it does not end otherwise.
  @Suspends
  void join() throws Exception {
    Completer<Void> failure = Completer.open("the WebSocket server", () -> {});
    onFatal = failure::fail;
    failure.future().await();
  }

  /// Stops listening, and closes every connection.
  @Suspends
  void close() throws InterruptedException {
    Blocking.call(() -> stop(STOP_MILLIS));
    for (WebSocket left : getConnections()) {
      left.closeConnection(CloseFrame.GOING_AWAY, "the server has stopped");
    }
  }

  // --- on the library's threads

  @Override
  public void onStart() {
    started.run();
  }

  /// Does what the library would do next, and so keeps it from doing it: see [Acceptor].
  ///
  /// @throws CancelledKeyException always: the library ends this round, and goes on with the next
  @Override
  protected boolean onConnect(SelectionKey listening) {
    acceptor.accept(listening);
    throw new CancelledKeyException();
  }

  private void take(SocketChannel channel, Selector selector) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    GuardedSocket socket = new GuardedSocket(this, getDraft(), handshakes);
    socket.setSelectionKey(channel.register(selector, SelectionKey.OP_READ, socket));
    socket.setChannel(channel);
    if (!handshakes.begin(socket, channel.socket().getInetAddress())) {
      throw new IOException("too many connections");
    }
    try {
      allocateBuffers(socket);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /// No page of a browser is served yet, so a page that comes here is somebody else's, also one
  /// that has this server's name point here. The library answers any refusal with 404.
  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
    String host = request.hasFieldValue("Host") ? request.getFieldValue("Host") : null;
    if (request.hasFieldValue("Origin") || guard.refusal(host, List.of()).isPresent()) {
      throw new InvalidDataException(CloseFrame.POLICY_VALIDATION, "pages are not served");
    }
    return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    handshakes.over((GuardedSocket) socket);
    SocketLink link = new SocketLink((WebSocketImpl) socket);
    socket.setAttachment(link);
    loop.callSoonThreadsafe(() -> link.letIn(reception.apply(link)));
  }

  @Override
  public void onMessage(WebSocket socket, String text) {
    enter(socket, peer -> peer.onText(text));
  }

  @Override
  public void onMessage(WebSocket socket, ByteBuffer binary) {
    socket.close(CloseFrame.REFUSE, "text only");
  }

  @Override
  public void onWebsocketPing(WebSocket socket, Framedata ping) {
    SocketLink link = socket.getAttachment();
    if (link.pinged(ping)) {
      loop.callSoonThreadsafe(() -> tell(link, Link.Peer::onPing));
    }
  }

  @Override
  public void onWebsocketPong(WebSocket socket, Framedata pong) {
    ByteBuffer payload = pong.getPayloadData();
    if (payload.remaining() == Long.BYTES) {
      long token = payload.getLong(payload.position());
      enter(socket, peer -> peer.onConfirmed(token));
    }
  }

  private void enter(WebSocket socket, Consumer<Link.Peer> message) {
    SocketLink link = socket.getAttachment();
    if (!link.enter()) {
      socket.closeConnection(CloseCode.TOO_MANY, "too many messages");
      return;
    }
    loop.callSoonThreadsafe(
        () -> {
          link.entered();
          tell(link, message);
        });
  }

  private static void tell(SocketLink link, Consumer<Link.Peer> what) {
    if (link.peer() != null) {
      what.accept(link.peer());
    }
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    SocketLink link = socket.getAttachment();
    if (link != null) {
      loop.callSoonThreadsafe(() -> tell(link, Link.Peer::onClosed));
    }
  }

  @Override
  public void onError(WebSocket socket, Exception e) {
    boolean ended = e.getCause() instanceof Error; // the library's thread, and all connections
    if (socket == null || ended) {
      onFatal.accept(e);
    }
  }
}
