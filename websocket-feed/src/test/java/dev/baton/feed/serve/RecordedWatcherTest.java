package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Subscribed;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.testing.VirtualClock;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A watcher of version 0.1, as it was recorded, with the server of today: it is told what it used
/// to be told, and maybe more.
class RecordedWatcherTest {
  private static final List<String> CHANNELS = List.of("host.cpu", "host.memory");

  private MemoryHub hub;
  private Subscribers subscribers;
  private Listening watcher;
  private int heard;

  @Test
  void aWatcherOfVersion01HearsWhatItUsedTo() throws Exception {
    List<String> lines;
    try (InputStream file = Messages.class.getResourceAsStream("dialogue.txt")) {
      lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
    EventLoop.builder().clock(new VirtualClock()).run(() -> replay(lines));
  }

  @Suspends
  private void replay(List<String> lines) throws Exception {
    String epoch = lines.stream().filter(line -> line.contains("subbed")).findFirst().orElseThrow();
    hub = new MemoryHub(CHANNELS, epochOf(epoch), 100, Journal.none());
    subscribers = new Subscribers(hub, ServeSettings.DEFAULT, new Figures());
    subscribers.welcomeWith(new Welcome(1, 5000, 18_788, CHANNELS));
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("connection")) {
        connect(lines.subList(i + 1, lines.size()));
      } else if (line.startsWith("-> ")) {
        watcher.say(line.substring(3));
      } else if (line.startsWith("<- ")) {
        expect(line.substring(3));
      }
    }
    hangUp();
  }

  private static String epochOf(String subscribed) throws Exception {
    return ((Subscribed) Messages.fromServer(subscribed.substring(3))).epoch();
  }

  /// @param next what was recorded from here on
  @Suspends
  private void connect(List<String> next) throws Exception {
    hangUp();
    for (String line : next) {
      if (line.equals("connection")) {
        break;
      }
      if (line.startsWith("<- ")
          && Messages.fromServer(line.substring(3)) instanceof Subscribed s) {
        publishUpTo(s.channel(), s.top());
      }
    }
    watcher = new Listening(subscribers, 64 * 1024);
    heard = 0;
  }

  @Suspends
  private void hangUp() {
    if (watcher != null) {
      watcher.pipe.reset();
      watcher.awaitEnd();
    }
  }

  /// Brings about what the server said, and looks whether it says so.
  @Suspends
  private void expect(String recorded) throws Exception {
    ServerMessage message = Messages.fromServer(recorded);
    switch (message) {
      case Published(Reading reading, _) -> publish(reading);
      case Heartbeat heartbeat -> subscribers.heartbeat(heartbeat.time());
      default -> {
        // it comes by itself
      }
    }
    Async.sleep(Duration.ofMillis(10));

    String said = watcher.heard.get(heard++);
    assertThat(said.replaceAll(",\"epochs\":\\{[^}]*\\}", "")).isEqualTo(recorded);
  }

  /// What it was not sent, because it was not there.
  @Suspends
  private void publishUpTo(String channel, long top) {
    while (hub.state(channel).orElseThrow().top() < top) {
      hub.publish(channel, 0, Map.of("x", 1.0));
    }
  }

  @Suspends
  private void publish(Reading reading) {
    publishUpTo(reading.channel(), reading.seq() - 1);
    hub.publish(reading.channel(), reading.time(), reading.values());
  }
}
