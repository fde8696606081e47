package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.net.Backoff;
import dev.baton.sync.Event;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Programs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The watcher, and a server that somebody else has written, in Node.
@Tag("process")
class NodePeerTest {
  private static final WatchSettings SETTINGS =
      new WatchSettings(
          Duration.ofSeconds(10),
          new Backoff(Duration.ofMillis(10), Duration.ofMillis(100)),
          Duration.ofMinutes(1),
          3,
          Duration.ZERO,
          100);

  @TempDir private Path folder;

  @Test
  void everyReadingOfBothEpochsComesOnceAndInOrder() throws Exception {
    Programs.assumeInstalled("node");
    try (ChildProcess node = ChildProcess.start(new ProcessBuilder("node", "" + script()))) {
      FeedUrl url = new FeedUrl("127.0.0.1", Integer.parseInt(node.nextLine()));
      Seen seen = new Seen();
      EventLoop.run(() -> Async.timeout(Duration.ofMinutes(1), () -> watch(url, seen)));

      List<String> expected =
          Stream.of(
                  LongStream.rangeClosed(1, 9).mapToObj(seq -> "first " + seq),
                  Stream.of("first to second"),
                  LongStream.rangeClosed(1, 3).mapToObj(seq -> "second " + seq))
              .flatMap(part -> part)
              .toList();
      assertThat(seen.trail).isEqualTo(expected);
    }
  }

  private Path script() throws Exception {
    Path script = folder.resolve("feed-server.mjs");
    try (InputStream in = NodePeerTest.class.getResourceAsStream("feed-server.mjs")) {
      Files.copy(in, script);
    }
    return script;
  }

  @Suspends
  private static void watch(FeedUrl url, Seen seen) {
    try (HistoryClient history = new HistoryClient(url.host())) {
      Watcher watcher =
          new Watcher(
              new WebSocketConnector(url, SETTINGS.answer()),
              history,
              seen,
              SETTINGS,
              new Random(1));
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn(() -> watcher.run(false));
            seen.all.await();
            watching.cancel();
          });
    }
  }

  private static final class Seen implements Viewer {
    final List<String> trail = new ArrayList<>();
    final Event all = new Event();

    @Override
    public void see(Delivery delivery) {
      trail.add(
          switch (delivery) {
            case Delivered delivered ->
                delivered.reading().epoch() + " " + delivered.reading().seq();
            case Hole hole -> "" + hole;
            case NewEpoch change -> change.oldEpoch() + " to " + change.newEpoch();
          });
      if (trail.getLast().equals("second 3")) {
        all.set();
      }
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String why, Duration pause) {}
  }
}
