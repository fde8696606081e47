package dev.baton.feed.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Journal;
import dev.baton.feed.demo.FaultProxy;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryJson;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Promise;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.feed.watch.BusyException;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.History;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.net.Stream;
import dev.baton.net.http.Guard;
import dev.baton.testing.ScriptedNetwork;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Research section 7, row 6: many watchers of one address lose a server together and come back
/// together, and it has far fewer places for questions than there are watchers. All in memory and
/// in virtual time.
class ManyWatchersTest {
  private static final int WATCHERS = 300;
  private static final int PLACES = 20;
  private static final List<String> CHANNELS =
      List.of("c.a", "c.b", "c.c", "c.d", "c.e", "c.f", "c.g");
  private static final String EPOCH = "e1";

  private final ScriptedNetwork network =
      new ScriptedNetwork(1).latency(Duration.ofMillis(5), Duration.ofMillis(50));
  private final MemoryHub hub = new MemoryHub(CHANNELS, EPOCH, 10_000, Journal.none());

  /// Publishes each second.
  private final FeedServer server =
      new FeedServer(
          ManyWatchersTest::readings,
          ServeSettings.DEFAULT.withConnections(10_000, PLACES),
          hub,
          InstantSource.system());

  private final List<Seen> watchers = new ArrayList<>();

  private static Map<String, Map<String, Double>> readings() {
    Map<String, Map<String, Double>> readings = new HashMap<>();
    CHANNELS.forEach(channel -> readings.put(channel, Map.of("load", 0.5)));
    return readings;
  }

  @Test
  void anOutageLosesNothingThatTheHistoryHas() throws Exception {
    EventLoop.builder().clock(new VirtualClock()).run(this::play);

    assertThat(watchers).allSatisfy(seen -> assertThat(seen.lost()).isZero());
    assertThat(watchers).allSatisfy(seen -> assertThat(seen.losses).isPositive());
  }

  @Suspends
  private void play() throws Exception {
    try (FaultProxy proxy =
        new FaultProxy(network.listen("proxy", 80), () -> network.connect("server", 80))) {
      TaskGroup.run(
          group -> {
            List<Task<?>> tasks = new ArrayList<>();
            tasks.add(group.spawn("server", this::serve));
            tasks.add(group.spawn("proxy", proxy::run));
            for (int i = 0; i < WATCHERS; i++) {
              Seen seen = new Seen();
              watchers.add(seen);
              tasks.add(group.spawn("watcher " + i, () -> watch(seen)));
            }
            awaitAll(Seen::isConnected);
            proxy.refuse();
            proxy.reset();
            Async.sleep(Duration.ofSeconds(5));
            proxy.admit();
            long top = hub.state(CHANNELS.getFirst()).orElseThrow().top();
            awaitAll(seen -> seen.has(top));
            tasks.forEach(Task::cancel);
          });
    }
  }

  /// Within two minutes.
  @Suspends
  private void awaitAll(Predicate<Seen> condition) {
    for (int i = 0; i < 1_200 && !watchers.stream().allMatch(condition); i++) {
      Async.sleep(Duration.ofMillis(100));
    }
    assertThat(watchers).allMatch(condition);
  }

  @Suspends
  private void serve() throws Exception {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 80);
    Access access = Access.of(Guard.ofThisMachine());
    Entrance entrance = new Entrance(address, access, null, TestServer::page);
    server.serve(network.listen("server", 80), entrance, _ -> {}, _ -> {});
  }

  @Suspends
  private void watch(Seen seen) throws IOException {
    WatchSettings settings = WatchSettings.DEFAULT;
    WebSocketConnector connector =
        new WebSocketConnector(
            dev.baton.feed.watch.Access.to(new FeedUrl("localhost", 80)),
            settings.answer(),
            (_, _) -> network.connect("proxy", 80));
    new Watcher(connector, new Questions(), seen, settings, new Random(watchers.indexOf(seen)))
        .run(true);
  }

  /// Asks over HTTP through the proxy, and keeps its connections for further questions.
  private final class Questions implements History {
    private final Deque<Stream> kept = new ArrayDeque<>();

    @Override
    @Suspends
    public HistoryAnswer ask(int port, HistoryQuery query) throws IOException {
      Stream stream = kept.isEmpty() ? network.connect("proxy", 80) : kept.pop();
      boolean whole = false;
      try {
        stream.write(
            "GET %s?%s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(HistoryQuery.PATH, query.text()));
        HistoryAnswer answer = read(stream);
        kept.push(stream);
        whole = true;
        return answer;
      } finally {
        if (!whole) {
          stream.abort();
        }
      }
    }

    @Suspends
    private static HistoryAnswer read(Stream stream) throws IOException {
      String head =
          new String(stream.readUntil("\r\n\r\n".getBytes(ISO_8859_1), 8_192), ISO_8859_1);
      int status = Integer.parseInt(head.substring(9, 12));
      if (status == 503) {
        throw new BusyException(
            status, Duration.ofSeconds(Integer.parseInt(field(head, "Retry-After"))));
      }
      byte[] body = stream.readExactly(Integer.parseInt(field(head, "Content-Length")));
      return HistoryJson.parse(status, new String(body, UTF_8));
    }

    private static String field(String head, String name) {
      return head.replaceAll("(?is).*\r\n" + name + ": (\\d+)\r\n.*", "$1");
    }
  }

  private static final class Seen implements Viewer {
    private final Map<String, Promise> promises = new HashMap<>();
    private boolean isConnected;
    private int losses;

    boolean isConnected() {
      return isConnected && promises.size() == CHANNELS.size();
    }

    boolean has(long top) {
      return promises.values().stream().allMatch(promise -> promise.end() >= top);
    }

    long lost() {
      return promises.values().stream().mapToLong(Promise::lost).sum();
    }

    @Override
    public void begins(Position position) {
      Promise promise = new Promise();
      promise.begin(position.epoch(), position.next() - 1);
      promises.put(position.channel(), promise);
    }

    @Override
    public void see(Delivery delivery) {
      promises.get(channel(delivery)).check(delivery);
    }

    private static String channel(Delivery delivery) {
      return switch (delivery) {
        case Delivery.Delivered delivered -> delivered.reading().channel();
        case Delivery.Hole hole -> hole.channel();
        case Delivery.NewEpoch change -> change.channel();
      };
    }

    @Override
    public void connected() {
      isConnected = true;
    }

    @Override
    public void disconnected(String why, Duration pause) {
      isConnected = false;
      losses++;
    }
  }
}
