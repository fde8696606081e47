package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.recovery.Promise;
import dev.baton.feed.watch.FeedUrl;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.net.Backoff;
import dev.baton.sync.Condition;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real server process that publishes a hundred times a second, killed with `kill -9` at random
/// and started again, under one real watcher.
@Tag("process")
class RestartTest {
  private static final int KILLS = Nightly.amount(3, 20);

  /// At most so many readings of the processors are to come from a server before it is killed.
  private static final int MOST_READINGS = 150;

  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
          Duration.ofSeconds(10),
          5,
          Duration.ZERO,
          10_000);

  @Test
  void theWatcherComesBackEachTimeAndKeepsItsPromise() throws Exception {
    int port = FeedProcess.freePort();
    Seen seen = new Seen();
    Random random = new Random(1);
    EventLoop.run(
        () ->
            Async.timeout(
                Duration.ofMinutes(3),
                () ->
                    TaskGroup.run(
                        group -> {
                          Task<?> watching = group.spawn(() -> watch(port, seen));
                          for (int kill = 0; kill < KILLS; kill++) {
                            serveAndKill(port, seen, 1 + random.nextInt(MOST_READINGS));
                          }
                          watching.cancel();
                        })));

    assertThat(seen.promises).containsKeys("host.cpu", "host.memory", "host.jvm");
    for (Promise promise : seen.promises.values()) {
      assertThat(promise.resets()).isEqualTo(KILLS - 1);
      assertThat(promise.delivered()).isGreaterThanOrEqualTo(KILLS);
    }
    Nightly.figure("%d kills, %s".formatted(KILLS, seen.readings));
  }

  @Suspends
  private static void watch(int port, Seen seen) throws IOException {
    FeedUrl url = new FeedUrl("127.0.0.1", port);
    WebSocketConnector connector = new WebSocketConnector(url, SETTINGS.answer());
    try (HistoryClient history = new HistoryClient(url.host())) {
      new Watcher(connector, history, seen, SETTINGS, new Random(1)).run(true);
    }
  }

  @Suspends
  private static void serveAndKill(int port, Seen seen, int count) throws Exception {
    ChildProcess server =
        Blocking.call(() -> FeedProcess.start("serve", "--json", "--every=10ms", "--port=" + port));
    try {
      String epoch =
          Blocking.call(server::nextLine).replaceAll(".*\"epoch\":\"([a-z0-9]+)\".*", "$1");
      seen.awaitReadings(epoch, count);
    } finally {
      Blocking.call(server::close);
    }
  }

  /// What the watcher saw: checked, counted by epoch, and waited for.
  private static final class Seen implements Viewer {
    final Map<String, Promise> promises = new HashMap<>();
    private final Map<String, Integer> readings = new HashMap<>();
    private final Condition changed = new Condition();

    @Suspends
    void awaitReadings(String epoch, int count) {
      try (var _ = changed.acquire()) {
        changed.waitFor(() -> readings.getOrDefault(epoch, 0) >= count);
      }
    }

    @Override
    @Suspends
    public void see(Delivery delivery) {
      switch (delivery) {
        case Delivered(var reading, _, _) -> {
          promise(reading.channel(), reading.epoch(), reading.seq() - 1).check(delivery);
          if (reading.channel().equals("host.cpu")) {
            readings.merge(reading.epoch(), 1, Integer::sum);
          }
        }
        case Hole hole -> {
          assertThat(hole.why()).isEqualTo("the stream began anew");
          promise(hole.channel(), hole.epoch(), hole.range().from() - 1).check(delivery);
        }
        case NewEpoch change -> promise(change.channel(), change.oldEpoch(), 0).check(delivery);
      }
      try (var _ = changed.acquire()) {
        changed.signalAll();
      }
    }

    private Promise promise(String channel, String epoch, long end) {
      return promises.computeIfAbsent(
          channel,
          _ -> {
            Promise promise = new Promise();
            promise.begin(epoch, end);
            return promise;
          });
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String why, Duration pause) {}
  }
}
