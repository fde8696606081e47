package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.HistoryAnswer.Page;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.net.Listener;
import dev.baton.net.Stream;
import dev.baton.net.http.Guard;
import dev.baton.net.http.Response;
import dev.baton.testing.ScriptedNetwork;
import dev.baton.testing.VirtualClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The whole server on a network in memory, with a clock that jumps.
class FeedServerTest {
  private static final Entrance ENTRANCE =
      new Entrance(
          InetSocketAddress.createUnresolved("feed", 80),
          Access.of(Guard.ofThisMachine().withHost("feed")),
          null,
          _ -> Response.text("the page"));

  @FunctionalInterface
  private interface Play {
    @Suspends
    void run() throws Exception;
  }

  private final ScriptedNetwork network = new ScriptedNetwork(1);
  private final MemoryHub hub = new MemoryHub(List.of("c"), "e", 100, Journal.none());
  private final VirtualClock clock = new VirtualClock();
  private Instant wall = Instant.ofEpochSecond(1_000_000);
  private FeedServer server;
  private Task<?> serving;
  private int reads;

  // --- time

  @Test
  void measuresOnceAnInterval() throws Exception {
    play(
        () -> {
          Async.sleep(Duration.ofMillis(10_500));

          assertThat(reads).isEqualTo(10);
          assertThat(server.published()).isEqualTo(10);
        });
  }

  /// Research section 7: the clock on the wall jumps. Only what people read changes.
  @Test
  void aJumpOfTheWallClockChangesNothingButWhatIsShown() throws Exception {
    play(
        () -> {
          Stream subscriber = subscribe();
          Async.sleep(Duration.ofMillis(1_500));
          wall = wall.plus(Duration.ofHours(1));
          Async.sleep(Duration.ofMillis(1_000));
          wall = wall.minus(Duration.ofHours(2));
          Async.sleep(Duration.ofMillis(3_000));

          List<Reading> readings = history();
          assertThat(readings).extracting(Reading::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
          assertThat(readings.get(1).time()).isGreaterThan(readings.get(0).time() + 3_000_000_000L);
          assertThat(readings.get(2).time()).isLessThan(readings.get(0).time());
          assertThat(server.subscribers()).isEqualTo(1);
          subscriber.abort();
        });
  }

  @Test
  void whatWasMissedWhileTheMachineSleptIsNotMadeUpFor() throws Exception {
    play(
        () -> {
          Async.sleep(Duration.ofMillis(1_500));
          clock.skipTo(clock.nanoTime() + Duration.ofHours(1).toNanos());
          Async.sleep(Duration.ofMillis(2_600));

          assertThat(reads).isBetween(3, 5);
        });
  }

  @Test
  void aVeryLateReadingMakesNoOtherLate() throws Exception {
    play(
        () -> {
          Async.sleep(Duration.ofMillis(1_500));
          clock.skipTo(clock.nanoTime() + Duration.ofMillis(1_800).toNanos());
          Async.sleep(Duration.ofMillis(600));
          assertThat(reads).isEqualTo(2);

          Async.sleep(Duration.ofMillis(200));
          assertThat(reads).isEqualTo(3);
        });
  }

  // --- the end

  @Test
  void whoConnectsWhileItStopsIsRefused() throws Exception {
    play(
        () -> {
          Stream early = network.connect("feed", 80);
          early.write("GET / HTTP/1.1\r\n");
          Async.sleep(Duration.ofMillis(10));
          Stream subscriber = subscribe();
          server.stop();
          Async.sleep(Duration.ofMillis(10));
          early.write("Host: feed\r\n\r\n");
          Async.sleep(Duration.ofMillis(10));

          assertThat(early.readLine(100)).startsWith("HTTP/1.1 ");
          assertThatThrownBy(() -> network.connect("feed", 80))
              .hasMessageContaining("nobody listens");
          serving.await();
          subscriber.abort();
          early.abort();
        });
  }

  @Test
  void healthIsDeniedWhileItStops() throws Exception {
    play(
        () -> {
          Stream early = network.connect("feed", 80);
          early.write("GET /healthz HTTP/1.1\r\nHost: feed\r\n");
          Stream subscriber = subscribe(); // which does not answer the goodbye
          server.stop();
          Async.sleep(Duration.ofMillis(10));
          early.write("\r\n");

          assertThat(early.readLine(100)).isEqualTo("HTTP/1.1 503 Service Unavailable");
          serving.await();
          subscriber.abort();
          early.abort();
        });
  }

  @Test
  void itStopsSoonAlsoIfNobodyAnswers() throws Exception {
    play(
        () -> {
          subscribe();
          subscribe();
          long before = EventLoop.running().time();
          server.stop();
          serving.await();

          assertThat(EventLoop.running().time() - before).isBetween(0L, 3_000_000_000L);
        });
  }

  // --- the beginning

  @Test
  void aPortThatIsInUseIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", taken.getLocalPort());
      FeedServer other = newServer();

      assertThatThrownBy(() -> EventLoop.run(() -> run(other, address)))
          .isInstanceOf(CannotServeException.class)
          .hasMessageStartingWith("127.0.0.1:" + taken.getLocalPort() + " is in use; ");
    }
  }

  @Suspends
  private static void run(FeedServer server, InetSocketAddress address) throws Exception {
    server.run(new Entrance(address, ENTRANCE.access(), null, ENTRANCE.page()), _ -> {}, _ -> {});
  }

  // --- the ground

  private FeedServer newServer() {
    return new FeedServer(
        this::read, ServeSettings.DEFAULT, hub, () -> wall.plusNanos(clock.nanoTime()));
  }

  private Map<String, Map<String, Double>> read() {
    reads++;
    return Map.of("c", Map.of("x", 1.0));
  }

  private void play(Play play) throws Exception {
    EventLoop.builder()
        .clock(clock)
        .blockedAfter(Duration.ofDays(1))
        .run(
            () -> {
              server = newServer();
              try (Listener listener = network.listen("feed", 80)) {
                TaskGroup.run(
                    group -> {
                      serving =
                          group.spawn(() -> server.serve(listener, ENTRANCE, _ -> {}, _ -> {}));
                      Async.yieldNow();
                      play.run();
                      server.stop();
                    });
              }
            });
  }

  /// One that never answers anything, not a goodbye either.
  @Suspends
  private Stream subscribe() throws Exception {
    Stream stream = network.connect("feed", 80);
    stream.write(RawClient.HANDSHAKE + "\r\n");
    stream.readUntil("\r\n\r\n".getBytes(), 1_000);
    stream.write(maskedWithZeros("{\"op\":\"sub\",\"ch\":\"c\"}"));
    Async.sleep(Duration.ofMillis(1));
    return stream;
  }

  private static byte[] maskedWithZeros(String text) {
    byte[] frame = new byte[6 + text.length()];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | text.length());
    System.arraycopy(text.getBytes(), 0, frame, 6, text.length());
    return frame;
  }

  private List<Reading> history() {
    return ((Page) hub.history(new HistoryQuery("c", "e", 1, 1_000, 1_000))).readings();
  }
}
