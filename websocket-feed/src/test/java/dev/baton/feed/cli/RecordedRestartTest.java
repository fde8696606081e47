package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.record.RecordingReader;
import dev.baton.feed.record.Verification;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
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

  @TempDir private Path folder;

  @Test
  void theWatcherMissesNothingInOneEpoch() throws Exception {
    int port = FeedProcess.freePort();
    Seen seen = new Seen();
    Random random = new Random(1);
    seen.watch(
        port,
        Duration.ofMinutes(5),
        () -> {
          for (int kill = 0; kill < KILLS; kill++) {
            serve(port, seen, 10 + random.nextInt(100), "KILL");
          }
          serve(port, seen, 20, "TERM");
        });

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

  /// Serves until so many more have come.
  @Suspends
  private void serve(int port, Seen seen, int more, String signal) throws Exception {
    int enough = seen.deliveries.size() + more;
    ChildProcess server =
        Blocking.call(
            () -> FeedProcess.start("serve", EVERY, "--port=" + port, "--record=" + folder));
    try {
      seen.await(() -> seen.deliveries.size() >= enough);
      Blocking.call(() -> server.signal(signal));
      Blocking.call(server::exitCode);
    } finally {
      Blocking.call(server::close);
    }
  }

  /// What came.
  private static final class Seen extends RestartViewer {
    private final List<Delivery> deliveries = new ArrayList<>();

    @Override
    void note(Delivery delivery) {
      deliveries.add(delivery);
    }
  }
}
