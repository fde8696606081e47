package dev.baton.bench.feed;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/// Java-WebSocket's own server, with its threads and its queues.
final class StockServer extends WebSocketServer {
  private static final int BACKLOG = 4096;

  private final AtomicLong seq = new AtomicLong();

  private StockServer(int port) {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    setTcpNoDelay(true); // off by default, and then each event waits for the last to be confirmed
    setReuseAddr(true);
    setMaxPendingConnections(BACKLOG);
  }

  /// Its jar knows it by its name alone.
  static String version() {
    String jar =
        WebSocketServer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceFirst(".*/Java-WebSocket-(.*)\\.jar", "Java-WebSocket $1");
  }

  static void run(int port, long everyMicros) {
    StockServer server = new StockServer(port);
    server.start();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleAtFixedRate(
        () -> server.broadcast(Event.text(server.seq.incrementAndGet())),
        everyMicros,
        everyMicros,
        TimeUnit.MICROSECONDS);
  }

  @Override
  public void onStart() {
    System.out.println(getPort());
  }

  @Override
  public void onOpen(WebSocket socket, ClientHandshake handshake) {
    // it gets what is broadcast from now on
  }

  @Override
  public void onMessage(WebSocket socket, String message) {
    // nobody has anything to say
  }

  @Override
  public void onClose(WebSocket socket, int code, String reason, boolean remote) {
    // the library has taken it from those who get broadcasts
  }

  @Override
  public void onError(WebSocket socket, Exception failure) {
    if (socket == null) {
      throw new IllegalStateException(failure);
    }
  }
}
