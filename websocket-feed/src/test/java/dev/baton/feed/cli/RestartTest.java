package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.recovery.Promise;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
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

  @Test
  void theWatcherComesBackEachTimeAndKeepsItsPromise() throws Exception {
    int port = FeedProcess.freePort();
    Seen seen = new Seen();
    Random random = new Random(1);
    seen.watch(
        port,
        Duration.ofMinutes(3),
        () -> {
          for (int kill = 0; kill < KILLS; kill++) {
            serveAndKill(port, seen, 1 + random.nextInt(MOST_READINGS));
          }
        });

    assertThat(seen.promises).containsKeys("host.cpu", "host.memory", "host.jvm");
    for (Promise promise : seen.promises.values()) {
      assertThat(promise.resets()).isEqualTo(KILLS - 1);
      assertThat(promise.delivered()).isGreaterThanOrEqualTo(KILLS);
    }
    Nightly.figure("%d kills, %s".formatted(KILLS, seen.readings));
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

  /// What the watcher saw: checked, and counted by epoch.
  private static final class Seen extends RestartViewer {
    final Map<String, Promise> promises = new HashMap<>();
    private final Map<String, Integer> readings = new HashMap<>();

    @Suspends
    void awaitReadings(String epoch, int count) {
      await(() -> readings.getOrDefault(epoch, 0) >= count);
    }

    @Override
    void note(Delivery delivery) {
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
  }
}
