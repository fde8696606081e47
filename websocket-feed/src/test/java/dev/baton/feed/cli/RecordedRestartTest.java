package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.record.RecordingReader;
import dev.baton.feed.record.Verification;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server that records, killed with `kill -9` at random and started again, under one real
/// watcher: the epoch stays, nothing is lost, and what came is what is recorded.
@Tag("process")
class RecordedRestartTest {
  private static final int KILLS = Nightly.amount(3, 20);

  /// With the seven channels of a host, about a hundred events a second.
  private static final String EVERY = "--every=70ms";

  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
          Duration.ofSeconds(10),
          5,
          Duration.ZERO,
          10_000);

  @TempDir private Path folder;

  @Test
  void theWatcherMissesNothingInOneEpoch() throws Exception {
    int port = FeedProcess.freePort();
    Seen seen = new Seen();
    Random random = new Random(1);
    EventLoop.run(
        () ->
            Async.timeout(
                Duration.ofMinutes(5),
                () ->
                    TaskGroup.run(
                        group -> {
                          Task<?> watching = group.spawn(() -> watch(port, seen));
                          for (int kill = 0; kill < KILLS; kill++) {
                            serve(port, seen, 10 + random.nextInt(100), "KILL");
                          }
                          serve(port, seen, 20, "TERM");
                          watching.cancel();
                        })));

    assertThat(seen.deliveries).allMatch(Delivered.class::isInstance);
    Verification.Report report = Verification.of(folder, problem -> assertThat(problem).isNull());
    assertThat(report.holds()).isTrue();
    assertThat(report.epochs()).hasSize(1);
    assertThat(report.gaps()).isZero();
    Map<String, Reading> recorded = readings(recorded());
    Map<String, Reading> came = readings(seen.deliveries);
    assertThat(recorded).containsAllEntriesOf(came);
    Nightly.figure(
        "%d kills of a recording server: %,d readings came, %,d are recorded, 0 lost"
            .formatted(KILLS, came.size(), recorded.size()));
  }

  private static Map<String, Reading> readings(List<Delivery> deliveries) {
    Map<String, Reading> readings = new TreeMap<>();
    for (Delivery delivery : deliveries) {
      Reading reading = ((Delivered) delivery).reading();
      assertThat(readings.put(reading.channel() + " " + reading.seq(), reading)).isNull();
    }
    return readings;
  }

  private List<Delivery> recorded() throws IOException {
    List<Delivery> all = new ArrayList<>();
    try (RecordingReader reader = RecordingReader.open(folder, _ -> {})) {
      for (List<Delivery> batch; !(batch = reader.next(1000)).isEmpty(); ) {
        all.addAll(batch);
      }
    }
    return all;
  }

  @Suspends
  private static void watch(int port, Seen seen) throws IOException {
    FeedUrl url = new FeedUrl("127.0.0.1", port);
    WebSocketConnector connector = new WebSocketConnector(url, SETTINGS.answer());
    try (HistoryClient history = new HistoryClient(url.host())) {
      new Watcher(connector, history, seen, SETTINGS, new Random(1)).run(true);
    }
  }

  /// Serves until so many more have come.
  @Suspends
  private void serve(int port, Seen seen, int more, String signal) throws Exception {
    int enough = seen.deliveries.size() + more;
    ChildProcess server =
        Blocking.call(
            () -> FeedProcess.start("serve", EVERY, "--port=" + port, "--record=" + folder));
    try {
      seen.await(enough);
      Blocking.call(() -> server.signal(signal));
      Blocking.call(server::exitCode);
    } finally {
      Blocking.call(server::close);
    }
  }

  /// What came, and who waits for more.
  private static final class Seen implements Viewer {
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Condition changed = new Condition();

    @Suspends
    void await(int count) {
      try (var _ = changed.acquire()) {
        changed.waitFor(() -> deliveries.size() >= count);
      }
    }

    @Override
    @Suspends
    public void see(Delivery delivery) {
      deliveries.add(delivery);
      try (var _ = changed.acquire()) {
        changed.signalAll();
      }
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String why, Duration pause) {}
  }
}
