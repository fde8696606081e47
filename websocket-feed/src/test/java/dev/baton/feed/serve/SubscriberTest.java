package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.ServerMessage.Heartbeat;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.websocket.Frame;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One subscriber on a connection in memory, with a clock that jumps.
class SubscriberTest {
  private static final String SUBSCRIBE = "{\"op\":\"sub\",\"id\":1,\"ch\":\"c.one\"}";

  private final MemoryHub hub =
      new MemoryHub(List.of("c.one", "c.two", "d"), "e", 100, Journal.none());
  private ServeSettings settings = ServeSettings.DEFAULT;
  private int room = 64 * 1024;
  private Subscribers subscribers;
  private Listening peer;

  // --- subscriptions

  @Test
  void sendsWhatItSubscribedTo() {
    play(
        () -> {
          say(SUBSCRIBE);
          publish("c.one", 2);
          publish("c.two", 2);

          assertThat(peer.ops()).containsExactly("welcome", "subbed", "ev", "ev");
        });
  }

  @Test
  void sendsNothingThatWasNotAskedFor() {
    play(
        () -> {
          publish("c.one", 3);
          heartbeat();

          assertThat(peer.ops()).containsExactly("welcome");
        });
  }

  @Test
  void aPatternSubscribesToEachChannelThatItMeans() {
    play(
        () -> {
          say("{\"op\":\"sub\",\"id\":4,\"ch\":\"c.*\"}");
          publish("c.two", 1);
          publish("d", 1);
          publish("c.one", 1);

          assertThat(peer.ops()).containsExactly("welcome", "subbed", "subbed", "ev", "ev");
          assertThat(peer.heard.get(1)).contains("\"id\":4,\"ch\":\"c.one\"");
          assertThat(peer.heard.get(2)).contains("\"id\":4,\"ch\":\"c.two\"");
        });
  }

  @Test
  void aSecondSubscriptionOfTheSameIsNoSecondCopy() {
    play(
        () -> {
          say(SUBSCRIBE);
          say(SUBSCRIBE);
          publish("c.one", 1);

          assertThat(peer.ops()).containsExactly("welcome", "subbed", "subbed", "ev");
        });
  }

  @Test
  void saysThatThereIsNoSuchChannel() {
    play(
        () -> {
          say("{\"op\":\"sub\",\"id\":7,\"ch\":\"x\"}");
          say("{\"op\":\"sub\",\"id\":8,\"ch\":\"x.*\"}");

          assertThat(peer.heard.get(1))
              .contains("\"id\":7", "unknown-channel", "no channel x; there are c.one, c.two, d");
          assertThat(peer.heard.get(2)).contains("\"id\":8", "there is no channel x.*; ");
        });
  }

  @Test
  void saysWhetherTheHistoryHasWhatWasMissed() {
    play(
        () -> {
          publish("c.one", 150);
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"from\":{\"epoch\":\"e\",\"seq\":60}}");
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"from\":{\"epoch\":\"e\",\"seq\":151}}");
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"from\":{\"epoch\":\"e\",\"seq\":10}}");
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"from\":{\"epoch\":\"e\",\"seq\":152}}");
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"from\":{\"epoch\":\"f\",\"seq\":60}}");

          assertThat(peer.heard.get(1)).contains("\"first\":51,\"top\":150,\"recovered\":true");
          assertThat(peer.heard.get(2)).contains("\"recovered\":true");
          assertThat(peer.heard.subList(3, 6)).allMatch(t -> t.contains("\"recovered\":false"));
        });
  }

  @Test
  void aGreetingIsNotNeededAndDoesNoHarm() {
    play(
        () -> {
          say("{\"op\":\"hello\",\"v\":1,\"client\":\"test\"}");
          say(SUBSCRIBE);
          say("{\"op\":\"later\",\"x\":[{}]}");
          publish("c.one", 1);

          assertThat(peer.ops()).containsExactly("welcome", "subbed", "ev");
        });
  }

  // --- what must not be said

  @Test
  void anotherVersionIsSentAway() {
    play(
        () -> {
          say("{\"op\":\"hello\",\"v\":2}");

          assertThat(peer.awaitEnd()).isEqualTo(4400);
          assertThat(peer.reason()).contains("this server speaks version 1, not 2");
        });
  }

  @Test
  void whoSubscribesToNothingIsSentAway() {
    play(
        () -> {
          Async.sleep(Duration.ofMillis(9_980));
          assertThat(peer.hasEnded()).isFalse();
          Async.sleep(Duration.ofMillis(40));

          assertThat(peer.awaitEnd()).isEqualTo(4408);
        });
  }

  /// Pings, which are answered, must not take the place of a subscription.
  @Test
  void whoOnlyPingsIsSentAway() {
    play(
        () -> {
          for (int i = 0; i < 100; i++) {
            peer.ping(i);
            Async.sleep(Duration.ofMillis(101));
          }

          assertThat(peer.awaitEnd()).isEqualTo(4408);
          assertThat(peer.pongs).hasSizeGreaterThan(95);
        });
  }

  @Test
  void aMessageThatIsNoneClosesTheConnectionInOurWords() {
    play(
        () -> {
          say("{\"op\":NaN}");

          assertThat(peer.awaitEnd()).isEqualTo(4400);
          assertThat(peer.reason())
              .matches(".*the message is no JSON, from character \\d+ on")
              .doesNotContain("Feature");
        });
  }

  @Test
  void aBinaryMessageClosesTheConnection() {
    play(
        () -> {
          peer.say(Frame.binary(new byte[] {1, 2, 3}));

          assertThat(peer.awaitEnd()).isEqualTo(1003);
        });
  }

  @Test
  void aFloodOfSubscriptionsIsSentAway() {
    play(
        () -> {
          for (int i = 0; i < 65; i++) {
            peer.say(SUBSCRIBE);
          }

          assertThat(peer.awaitEnd()).isEqualTo(4429);
          assertThat(peer.heard.getLast())
              .contains("\"op\":\"bye\",\"code\":4429", "\"retryMs\":5000");
        });
  }

  @Test
  void whoSpeaksSlowlyMaySpeakForEver() {
    play(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            say(SUBSCRIBE);
            Async.sleep(Duration.ofMillis(50));
          }

          assertThat(peer.hasEnded()).isFalse();
        });
  }

  // --- slow ones

  @Test
  void whoStandsStillForAWhileLearnsWhatItMissed() {
    room = 1_000;
    play(
        () -> {
          say(SUBSCRIBE);
          peer.stopReading();
          for (int second = 0; second < 8; second++) {
            publish("c.one", 40);
            Async.sleep(Duration.ofSeconds(1));
          }
          peer.goOnReading();
          publish("c.one", 1);
          Async.sleep(Duration.ofSeconds(1));
          publish("c.one", 1);

          assertThat(peer.ops()).containsOnlyOnce("lost");
          assertThat(end()).isEqualTo(322);
        });
  }

  @Test
  void whoWantsTheNewestGetsItWhenItReadsAgain() {
    room = 1_000;
    play(
        () -> {
          say("{\"op\":\"sub\",\"ch\":\"c.one\",\"mode\":\"latest\"}");
          peer.stopReading();
          publish("c.one", 300);
          Async.sleep(Duration.ofSeconds(8));
          peer.goOnReading();
          Async.sleep(Duration.ofSeconds(1));

          assertThat(peer.ops()).doesNotContain("lost");
          Published last = (Published) peer.messages().getLast();
          assertThat(last.reading().seq()).isEqualTo(300);
          assertThat(last.isWhole()).isFalse();
          assertThat(peer.ops()).hasSizeLessThan(30);
        });
  }

  @Test
  void whoReadsNothingIsCutOff() {
    room = 1_000;
    play(
        () -> {
          say(SUBSCRIBE);
          peer.stopReading();
          publish("c.one", 100);
          Async.sleep(Duration.ofMillis(9_900));
          assertThat(peer.server.isDone()).isFalse();
          Async.sleep(Duration.ofSeconds(5));

          assertThat(peer.server.isDone()).isTrue();
          assertThat(subscribers.share().bytes()).isZero();
          assertThat(peer.awaitEnd()).isEqualTo(-1);
        });
  }

  // --- silent ones

  @Test
  void heartbeatsShowThatBothAreThere() {
    play(
        () -> {
          publish("c.two", 3);
          say(SUBSCRIBE);
          for (int i = 0; i < 20; i++) {
            Async.sleep(Duration.ofSeconds(5));
            heartbeat();
          }

          assertThat(peer.hasEnded()).isFalse();
          assertThat(peer.ops()).hasSize(22).endsWith("hb");
          Heartbeat last = (Heartbeat) peer.messages().getLast();
          assertThat(last.tops()).isEqualTo(Map.of("c.one", 0L, "c.two", 3L, "d", 0L));
          assertThat(last.epochs()).isEqualTo(Map.of("c.one", "e", "c.two", "e", "d", "e"));
        });
  }

  @Test
  void whoSaysNothingAnyMoreIsGivenUp() {
    play(
        () -> {
          say(SUBSCRIBE);
          peer.stopReading(); // and so answers no ping, from the next message on
          publish("c.one", 1);
          Async.sleep(Duration.ofMillis(11_900));
          heartbeat();
          assertThat(peer.server.isDone()).isFalse();
          Async.sleep(Duration.ofMillis(200));

          assertThat(peer.server.isDone()).isTrue();
        });
  }

  /// The whole server stood still, as when the machine slept: nobody else is to blame for it.
  @Test
  void aJumpOfTheClockIsNotTakenForSilence() {
    Duration sleep = Duration.ofHours(1);
    VirtualClock clock = new VirtualClock();
    EventLoop.builder()
        .clock(clock)
        .blockedAfter(Duration.ofDays(1))
        .run(
            () -> {
              begin();
              say(SUBSCRIBE);
              Async.sleep(Duration.ofSeconds(1));
              clock.skipTo(clock.nanoTime() + sleep.toNanos());
              Async.sleep(Duration.ofMillis(1));
              heartbeat();
              publish("c.one", 1);
              Async.sleep(Duration.ofSeconds(10));
              heartbeat();
              Async.sleep(Duration.ofSeconds(5));

              assertThat(peer.hasEnded()).isFalse();
              assertThat(peer.ops()).contains("ev").doesNotContain("lost");
              finish();
            });
  }

  // --- the end

  @Test
  void saysGoodbyeWhenTheServerStops() {
    play(
        () -> {
          say(SUBSCRIBE);
          publish("c.one", 1);
          subscribers.stop();

          assertThat(subscribers.count()).isZero();
          assertThat(peer.awaitEnd()).isEqualTo(1001);
          assertThat(peer.ops()).containsExactly("welcome", "subbed", "ev", "bye");
          assertThat(peer.heard.getLast()).contains("\"code\":1001", "\"retryMs\":0");
          assertThat(subscribers.refusal(null)).isPresent();
        });
  }

  @Test
  void doesNotWaitLongForWhoDoesNotAnswerTheGoodbye() {
    room = 1_000;
    play(
        () -> {
          say(SUBSCRIBE);
          peer.stopReading();
          publish("c.one", 100);
          long before = EventLoop.running().time();
          subscribers.stop();

          assertThat(EventLoop.running().time() - before).isBetween(0L, 2_000_000_000L);
          assertThat(subscribers.count()).isZero();
        });
  }

  @Test
  void nothingIsLeftOfWhoHangsUp() {
    play(
        () -> {
          say(SUBSCRIBE);
          peer.pipe.reset();
          peer.awaitEnd();
          publish("c.one", 10);

          assertThat(subscribers.count()).isZero();
          assertThat(subscribers.share().bytes()).isZero();
        });
  }

  // --- the ground

  private void play(Action<RuntimeException> body) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () -> {
              begin();
              body.run();
              finish();
            });
  }

  private void begin() {
    subscribers = new Subscribers(hub, settings, new Figures());
    subscribers.welcomeWith(new Welcome(1, 5000, 1, List.of("c.one", "c.two", "d")));
    peer = new Listening(subscribers, room);
    Async.sleep(Duration.ofMillis(1));
  }

  private void finish() {
    peer.pipe.reset();
    peer.awaitEnd();
    assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
    assertThat(subscribers.count()).isZero();
  }

  private void say(String text) {
    peer.say(text);
    Async.sleep(Duration.ofMillis(1));
  }

  private void heartbeat() {
    subscribers.heartbeat(0);
    Async.sleep(Duration.ofMillis(1));
  }

  private void publish(String channel, int count) {
    for (; count > 0; count--) {
      hub.publish(channel, 0, Map.of("x", 1.0));
    }
    Async.sleep(Duration.ofMillis(1));
  }

  /// Checks that each number came once, or is said to be lost once, in order.
  ///
  /// @return the last
  private long end() {
    long end = 0;
    for (Object message : peer.messages()) {
      if (message instanceof Published(var reading, _)) {
        assertThat(reading.seq()).isEqualTo(++end);
      } else if (message instanceof Lost lost) {
        assertThat(lost.from()).isEqualTo(end + 1);
        end = lost.to();
      }
    }
    return end;
  }
}
