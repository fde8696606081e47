package dev.baton.feed.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.net.Listener;
import dev.baton.net.Net;
import dev.baton.net.Stream;
import dev.baton.net.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many connections of one loop, over real sockets.
class ManyTest {
  private static final int CONNECTIONS = 500;
  private static final int EVENTS = 200;
  private static final int SMALL_EVENTS = 20;

  private final List<WebSocket> sockets = new ArrayList<>();

  /// The event that each connection is to get next.
  private final List<int[]> positions = new ArrayList<>();

  private final List<Frame> events = new ArrayList<>();

  @Suspends
  private void subscribe(Stream stream) throws IOException {
    int[] next = {0};
    WebSocket.run(
        stream,
        Role.SERVER,
        WebSocketSettings.defaults(),
        () -> next[0] < events.size() ? events.get(next[0]++) : null,
        socket -> {
          sockets.add(socket);
          positions.add(next);
          while (true) {
            socket.receive();
          }
        });
  }

  private void publish(Frame frame) {
    events.add(frame);
    sockets.forEach(WebSocket::wake);
  }

  @Suspends
  private static RawPeer connect(int port) throws IOException {
    Stream stream = Net.connect("127.0.0.1", port);
    assertThat(EchoServer.ask(stream, EchoServer.UPGRADE)).startsWith("HTTP/1.1 101 ");
    return new RawPeer(stream, Role.CLIENT);
  }

  @FunctionalInterface
  private interface Play {
    @Suspends
    void run(int port) throws Exception;
  }

  private void serving(Play play) throws Exception {
    EventLoop.run(() -> Async.timeout(Duration.ofMinutes(1), () -> serve(play)));
  }

  @Suspends
  private void serve(Play play) throws Exception {
    HttpServer server =
        new HttpServer(request -> ServerHandshake.answer(request, List.of(), this::subscribe));
    try (Listener listener =
        Net.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Task<Void> serving = Async.spawn(() -> server.serve(listener));
      play.run(listener.port());
      server.stop(Duration.ofSeconds(5));
      serving.await();
      assertThat(EventLoop.running().allTasks()).hasSize(1);
    }
  }

  /// The one that stalls has taken what fits into the buffers of the system; its source keeps the
  /// rest.
  @Test
  void oneThatStallsHoldsUpNobodyAndKeepsItsSourceWaiting() throws Exception {
    Frame large = Frame.binary(new byte[100_000]);
    serving(
        port -> {
          RawPeer stalled = connect(port);
          RawPeer good = connect(port);
          for (int i = 0; i < EVENTS; i++) {
            publish(large);
            assertThat(good.next().payload()).hasSize(100_000);
          }
          assertThat(positions.get(1)[0]).isEqualTo(EVENTS);
          assertThat(positions.get(0)[0]).isLessThan(EVENTS);
          stalled.stream().abort();
          good.sendClose(CloseCodes.NORMAL, "");
          good.expectClosing(CloseCodes.NORMAL);
          good.stream().close();
        });
  }

  @Test
  void allGetAllEventsInOrder() throws Exception {
    serving(
        port -> {
          List<RawPeer> peers = new ArrayList<>();
          for (int i = 0; i < CONNECTIONS; i++) {
            peers.add(connect(port));
          }
          for (int i = 0; i < SMALL_EVENTS; i++) {
            publish(Frame.text("event " + i));
            if (i % 3 == 0) {
              Async.yieldNow();
            }
          }
          for (RawPeer peer : peers) {
            for (int i = 0; i < SMALL_EVENTS; i++) {
              peer.expectText("event " + i);
            }
            peer.stream().abort();
          }
        });
  }
}
