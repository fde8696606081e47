package dev.baton.feed.cli;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
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
import java.util.function.BooleanSupplier;

/// What a real watcher sees of a server that is killed and started again; it can be waited for.
abstract class RestartViewer implements Viewer {
  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
          Duration.ofSeconds(10),
          5,
          Duration.ZERO,
          10_000);

  private final Condition changed = new Condition();

  /// Runs the servers of a port, one after the other, and watches them all the time.
  ///
  /// @param limit how long that may take
  void watch(int port, Duration limit, Action<Exception> servers) {
    EventLoop.run(
        () ->
            Async.timeout(
                limit,
                () ->
                    TaskGroup.run(
                        group -> {
                          Task<?> watching = group.spawn(() -> watch(port));
                          servers.run();
                          watching.cancel();
                        })));
  }

  @Suspends
  private void watch(int port) throws IOException {
    FeedUrl url = new FeedUrl("127.0.0.1", port);
    WebSocketConnector connector = new WebSocketConnector(url, SETTINGS.answer());
    try (HistoryClient history = new HistoryClient(url.host())) {
      new Watcher(connector, history, this, SETTINGS, new Random(1)).run(true);
    }
  }

  /// Waits until what was seen is enough.
  @Suspends
  void await(BooleanSupplier isEnough) {
    try (var _ = changed.acquire()) {
      changed.waitFor(isEnough);
    }
  }

  /// Keeps what is seen, or checks it.
  abstract void note(Delivery delivery);

  @Override
  @Suspends
  public void see(Delivery delivery) {
    note(delivery);
    try (var _ = changed.acquire()) {
      changed.signalAll();
    }
  }

  @Override
  public void connected() {}

  @Override
  public void disconnected(String why, Duration pause) {}
}
