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
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A real server process, killed with `kill -9` and started again, ten times under one real
/// watcher.
@Tag("process")
@Tag("process")
class RestartTest {
  private static final int KILLS = 10;

  /// So many readings of the processors are to come from each server before it is killed.
  private static final int READINGS = 8;

  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
          Duration.ofSeconds(10),
          5,
          10_000);

  @Test
  void theWatcherComesBackEachTimeAndKeepsItsPromise() throws Exception {
    int port = FeedProcess.freePort();
    Seen seen = new Seen();
    EventLoop.run(
        () ->
            Async.timeout(
                Duration.ofMinutes(3),
                () ->
                    TaskGroup.run(
                        group -> {
                          Task<?> watching = group.spawn(() -> watch(port, seen));
                          for (int kill = 0; kill < KILLS; kill++) {
                            serveAndKill(port, seen);
                          }
                          watching.cancel();
                        })));

    assertThat(seen.promises).containsKeys("host.cpu", "host.memory", "host.jvm");
    for (Promise promise : seen.promises.values()) {
      assertThat(promise.resets()).isEqualTo(KILLS - 1);
      assertThat(promise.delivered()).isGreaterThanOrEqualTo(KILLS * (READINGS / 2 - 1));
    }
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
  private static void serveAndKill(int port, Seen seen) throws Exception {
    ChildProcess server =
        Blocking.call(() -> FeedProcess.start("serve", "--json", "--every=20ms", "--port=" + port));
    try {
      String epoch =
          Blocking.call(server::nextLine).replaceAll(".*\"epoch\":\"([a-z0-9]+)\".*", "$1");
      seen.awaitReadings(epoch, READINGS);
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
