package dev.baton.feed.serve;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.Journal;
import dev.baton.feed.demo.FaultProxy;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Promise;
import dev.baton.feed.serve.FeedServer.Entrance;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.net.http.Guard;
import dev.baton.testing.ScriptedNetwork;
import dev.baton.testing.VirtualClock;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A server and a watcher as they are, with a network in memory between them that breaks as it is
/// told to. All in virtual time: a minute takes a moment.
final class FaultyNetwork implements Viewer {
  /// What a test does with it.
  @FunctionalInterface
  interface Play {
    @Suspends
    void run(FaultyNetwork network) throws Exception;
  }

  private static final String CHANNEL = "host.cpu";
  private static final Duration A_LOOK = Duration.ofMillis(10);

  final FaultProxy proxy;
  final Promise promise = new Promise();

  /// When the watcher lost its connection, or could not make one.
  final List<Long> losses = new ArrayList<>();

  /// How often it has connected.
  int connections;

  private final ScriptedNetwork memory = new ScriptedNetwork(1);
  private final MemoryHub hub = new MemoryHub(List.of(CHANNEL), "e1", 10_000, Journal.none());

  /// Publishes each second.
  private final FeedServer server =
      new FeedServer(
          () -> Map.of(CHANNEL, Map.of("load", 0.5)),
          ServeSettings.DEFAULT,
          hub,
          InstantSource.system());

  private FaultyNetwork() throws Exception {
    proxy = new FaultProxy(memory.listen("proxy", 80), () -> memory.connect("server", 80));
    promise.begin("e1", 0);
  }

  /// Plays once the watcher has been connected for a minute.
  static void play(Play play) throws Exception {
    EventLoop.builder().clock(new VirtualClock()).run(() -> new FaultyNetwork().run(play));
  }

  @Suspends
  private void run(Play play) throws Exception {
    try (proxy) {
      TaskGroup.run(
          group -> {
            List<Task<?>> tasks =
                List.of(
                    group.spawn("server", this::serve),
                    group.spawn("proxy", proxy::run),
                    group.spawn("watcher", this::watch));
            Async.sleep(Duration.ofMinutes(1));
            play.run(this);
            tasks.forEach(Task::cancel);
          });
    }
  }

  @Suspends
  private void serve() throws Exception {
    InetSocketAddress address = InetSocketAddress.createUnresolved("localhost", 80);
    Access access = Access.of(Guard.ofThisMachine());
    Entrance entrance = new Entrance(address, access, null, TestServer::page);
    server.serve(memory.listen("server", 80), entrance, _ -> {}, _ -> {});
  }

  @Suspends
  private void watch() throws Exception {
    WatchSettings settings = WatchSettings.DEFAULT;
    dev.baton.feed.watch.Access access =
        dev.baton.feed.watch.Access.to(new FeedUrl("localhost", 80));
    WebSocketConnector connector =
        new WebSocketConnector(
            access, settings.answer(), (_, port) -> memory.connect("proxy", port));
    new Watcher(connector, (_, query) -> hub.history(query), this, settings, new Random(1))
        .run(false);
  }

  // --- for the play

  int subscribers() {
    return server.subscribers();
  }

  long top() {
    return hub.state(CHANNEL).orElseThrow().top();
  }

  /// How long it takes until the watcher has everything that is published by now.
  @Suspends
  Duration untilCaughtUp() {
    long began = now();
    long top = top();
    while (promise.end() < top) {
      Async.sleep(A_LOOK);
    }
    return since(began);
  }

  /// How long it takes until the server has no subscriber.
  @Suspends
  Duration untilLeft() {
    long began = now();
    while (subscribers() > 0) {
      Async.sleep(A_LOOK);
    }
    return since(began);
  }

  static long now() {
    return EventLoop.running().time();
  }

  static Duration since(long time) {
    return Duration.ofNanos(now() - time);
  }

  // --- what the watcher tells

  @Override
  public void see(Delivery delivery) {
    promise.check(delivery);
  }

  @Override
  public void connected() {
    connections++;
  }

  @Override
  public void disconnected(String why, Duration pause) {
    losses.add(now());
  }
}
