package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Promise;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.net.Backoff;
import dev.baton.sync.Condition;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/// A real watcher of a test's server, which checks that the promise is kept, and can be waited for.
final class Watching implements Viewer {
  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)),
          Duration.ofSeconds(10),
          5,
          Duration.ZERO,
          10_000);

  final Promise promise = new Promise();
  final Condition changed = new Condition();
  final Watcher watcher;

  /// How many readings the history has given.
  long filled;

  int connections;
  private final HistoryClient history = new HistoryClient("127.0.0.1");

  Watching(int port, String epoch) {
    promise.begin(epoch, 0);
    FeedUrl url = new FeedUrl("127.0.0.1", port);
    watcher =
        new Watcher(
            new WebSocketConnector(url, Duration.ofSeconds(5)),
            history,
            this,
            SETTINGS,
            new Random(1));
  }

  @Suspends
  void run() throws IOException {
    try (history) {
      watcher.run(false);
    }
  }

  @Suspends
  void awaitConnections(int count) {
    try (var _ = changed.acquire()) {
      changed.waitFor(() -> connections >= count);
    }
  }

  @Suspends
  void awaitEnd(long seq) {
    try (var _ = changed.acquire()) {
      changed.waitFor(() -> promise.end() >= seq);
    }
  }

  @Override
  @Suspends
  public void see(Delivery delivery) {
    promise.check(delivery);
    if (delivery instanceof Delivery.Delivered delivered && delivered.filled()) {
      filled++;
    }
    signal();
  }

  @Override
  @Suspends
  public void connected() {
    connections++;
    signal();
  }

  @Override
  public void disconnected(String why, Duration pause) {}

  @Suspends
  private void signal() {
    try (var _ = changed.acquire()) {
      changed.signalAll();
    }
  }
}
