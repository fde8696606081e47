package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.HistoryAnswer;
import dev.baton.feed.protocol.HistoryQuery;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A server of version 0.1, as it was recorded, with the watcher of today.
class RecordedDialogueTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void aServerOfVersion01IsUnderstoodAndHearsWhatItUsedTo() throws IOException {
    Recording recording = new Recording();
    Watcher watcher =
        new Watcher(recording, recording, new Trail(), WatchSettings.DEFAULT, new Random(1));
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () ->
                TaskGroup.run(
                    group -> {
                      Task<?> watching = group.spawn(() -> watcher.run(false));
                      Async.sleep(Duration.ofSeconds(5));
                      watching.cancel();
                    }));

    assertThat(recording.lines).as("what the watcher did not come to").isEmpty();
    assertThat(trail)
        .containsExactly(
            "connected",
            "host.cpu 7",
            "host.memory 7",
            "host.cpu 8",
            "host.memory 8",
            "host.cpu 9",
            "lost: the end of the recorded connection",
            "connected",
            "host.memory 9",
            "host.cpu 10",
            "host.memory 10",
            "host.cpu 11",
            "host.memory 11");
  }

  /// Gives what was recorded, and expects what was.
  private static final class Recording implements FeedConnector, History, FeedConnector.Link {
    final Deque<String> lines;

    Recording() throws IOException {
      try (InputStream file = Messages.class.getResourceAsStream("dialogue.txt")) {
        String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        lines = new ArrayDeque<>(text.lines().filter(line -> !line.startsWith("#")).toList());
      }
    }

    @Override
    @Suspends
    public <T> T connect(Use<T> use) throws IOException {
      assertThat(lines.remove()).isEqualTo("connection");
      return use.with(this);
    }

    @Override
    @Suspends
    public String receive() throws IOException {
      Async.sleep(Duration.ofMillis(10));
      if (lines.isEmpty()) {
        Future<String> never = EventLoop.running().createFuture();
        return never.awaitThrowing(IOException.class);
      }
      if (lines.peek().equals("connection")) {
        throw new IOException("the end of the recorded connection");
      }
      assertThat(lines.peek()).startsWith("<- ");
      return lines.remove().substring(3);
    }

    @Override
    public void send(String text) {
      assertThat("-> " + text).isEqualTo(lines.remove());
    }

    @Override
    public long lastHeard() {
      return EventLoop.running().time();
    }

    @Override
    public void abort() {}

    /// What the second connection found missing.
    @Override
    public HistoryAnswer ask(int port, HistoryQuery query) {
      assertThat(port).isEqualTo(18788);
      assertThat(query.channel()).isEqualTo("host.memory");
      assertThat(query.from()).isEqualTo(9);
      Reading missing = new Reading("host.memory", query.epoch(), 9, 0, Map.of("used", 1.0));
      return new HistoryAnswer.Page("host.memory", query.epoch(), 1, 9, List.of(missing));
    }
  }

  private final class Trail implements Viewer {
    @Override
    public void see(Delivery delivery) {
      Reading reading = ((Delivered) delivery).reading();
      trail.add(reading.channel() + " " + reading.seq());
    }

    @Override
    public void connected() {
      trail.add("connected");
    }

    @Override
    public void disconnected(String why, Duration pause) {
      trail.add("lost: " + why);
    }
  }
}
