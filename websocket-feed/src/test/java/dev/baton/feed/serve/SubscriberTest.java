package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.testing.VirtualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One subscriber on a connection in memory, with a clock that jumps.
class SubscriberTest {
  private static final String SUBSCRIBE = "{\"op\":\"sub\",\"id\":1,\"ch\":\"c\"}";

  private final ServeSettings settings =
      new ServeSettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          10,
          8,
          4);
  private final Hub hub = new Hub(List.of("c"), "e", 100);
  private final FakeLink link = new FakeLink();
  private Subscriber subscriber;

  @Test
  void sendsWhatItSubscribedTo() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(2);

          assertThat(link.ops()).containsExactly("welcome", "subbed", "ev", "ev");
        });
  }

  @Test
  void sendsNothingThatWasNotAskedFor() {
    play(
        () -> {
          publish(3);

          assertThat(link.ops()).containsExactly("welcome");
        });
  }

  @Test
  void whoSubscribesToNothingIsSentAway() {
    play(
        () -> {
          Async.sleep(Duration.ofMillis(9_990));
          assertThat(link.end).isNull();
          Async.sleep(Duration.ofMillis(20));

          assertThat(link.end).isEqualTo("close 4408");
        });
  }

  @Test
  void sendsNoMoreThanIsConfirmed() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(50);

          assertThat(link.sent).hasSize(settings.unconfirmed());
          assertThat(subscriber.backlog())
              .isLessThanOrEqualTo(settings.unconfirmed() + settings.queue() + 1);
        });
  }

  @Test
  void goesOnWhenItIsConfirmedAndSaysWhatWasLost() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(50);
          for (int i = 0; i < 10; i++) {
            link.confirm(subscriber);
            Async.sleep(Duration.ofMillis(1));
          }
          publish(1);
          link.confirm(subscriber);
          Async.sleep(Duration.ofMillis(1));

          assertThat(link.ops()).endsWith("lost", "ev");
          assertThat(link.sent.getLast()).contains("\"seq\":51");
        });
  }

  @Test
  void whoConfirmsNothingIsCutOff() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(10);
          Async.sleep(Duration.ofMillis(9_980));
          assertThat(link.end).isNull();
          Async.sleep(Duration.ofMillis(20));

          assertThat(link.end).isEqualTo("cut 4503");
        });
  }

  @Test
  void aWrongTokenConfirmsNothing() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(10);
          subscriber.onConfirmed(link.token + 1);
          Async.sleep(Duration.ofSeconds(11));

          assertThat(link.end).isEqualTo("cut 4503");
        });
  }

  @Test
  void heartbeatsShowWhetherAQuietOneIsThere() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          hub.heartbeat(0);
          Async.sleep(Duration.ofSeconds(1));
          assertThat(link.ops()).endsWith("hb");
          link.confirm(subscriber);
          Async.sleep(Duration.ofSeconds(30));
          assertThat(link.end).isNull();
          hub.heartbeat(0);
          Async.sleep(Duration.ofSeconds(11));

          assertThat(link.end).isEqualTo("cut 4503");
        });
  }

  @Test
  void answersAPingAtOnce() {
    play(
        () -> {
          link.ping("a", subscriber);

          assertThat(link.ops()).containsExactly("welcome", "a");
        });
  }

  @Test
  void answersTheNewestPingBeforeTheDataThatWaits() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(10);
          link.ping("a", subscriber);
          link.ping("b", subscriber);
          assertThat(link.ops()).containsExactly("welcome", "subbed", "ev", "ev");

          link.confirm(subscriber);
          Async.sleep(Duration.ofMillis(1));

          assertThat(link.ops()).startsWith("welcome", "subbed", "ev", "ev", "b", "ev");
          assertThat(link.ops()).doesNotContain("a");
        });
  }

  @Test
  void whoAsksAndDoesNotReadGetsNoAnswer() {
    play(
        () -> {
          for (int i = 0; i < 1000; i++) {
            link.ping("p", subscriber);
          }
          assertThat(link.sent).hasSize(settings.unconfirmed());
          Async.sleep(Duration.ofSeconds(10));

          assertThat(link.end).isEqualTo("cut 4503");
        });
  }

  /// Our pings, which are answered, must not take the place of a subscription.
  @Test
  void whoOnlyPingsIsSentAway() {
    play(
        () -> {
          for (int i = 0; i < 100; i++) {
            link.ping("p", subscriber);
            link.confirm(subscriber);
          }
          Async.sleep(Duration.ofSeconds(10));

          assertThat(link.end).isEqualTo("close 4408");
        });
  }

  @Test
  void saysThatThereIsNoSuchChannel() {
    play(
        () -> {
          subscriber.onText("{\"op\":\"sub\",\"id\":7,\"ch\":\"d\"}");
          Async.sleep(Duration.ofMillis(1));

          assertThat(link.sent.getLast())
              .contains("\"id\":7", "unknown-channel", "there is no channel d; there are c");
        });
  }

  @Test
  void saysWhetherTheHistoryHasWhatWasMissed() {
    play(
        () -> {
          publish(150);
          subscriber.onText("{\"op\":\"sub\",\"ch\":\"c\",\"from\":{\"epoch\":\"e\",\"seq\":60}}");
          subscriber.onText("{\"op\":\"sub\",\"ch\":\"c\",\"from\":{\"epoch\":\"e\",\"seq\":10}}");
          Async.sleep(Duration.ofMillis(1));

          assertThat(link.sent.get(1)).contains("\"first\":51,\"top\":150,\"recovered\":true");
          assertThat(link.sent.get(2)).contains("\"recovered\":false");
        });
  }

  @Test
  void aMessageThatIsNoneClosesTheConnection() {
    play(
        () -> {
          subscriber.onText("hello");

          assertThat(link.end).isEqualTo("close 4400");
        });
  }

  @Test
  void aFloodOfSubscriptionsIsCutOff() {
    play(
        () -> {
          for (int i = 0; i < 20; i++) {
            subscriber.onText(SUBSCRIBE);
          }

          assertThat(link.end).isEqualTo("cut 4429");
        });
  }

  @Test
  void saysGoodbyeWhenTheServerStops() {
    play(
        () -> {
          subscriber.stop();

          assertThat(link.ops()).endsWith("bye");
          assertThat(link.end).isEqualTo("close 1001");
          assertThat(hub.subscriberCount()).isZero();
        });
  }

  @Test
  void aConfirmationAfterTheGoodbyeStartsNoTimeLimit() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(10);
          subscriber.stop();
          link.confirm(subscriber);
          Async.sleep(Duration.ofSeconds(11));

          assertThat(link.end).isEqualTo("close 1001");
        });
  }

  @Test
  void whatFindsRoomInTheMomentOfTheEndIsNotSent() {
    play(
        () -> {
          subscriber.onText(SUBSCRIBE);
          publish(10);
          int sent = link.sent.size();
          link.confirm(subscriber);
          subscriber.onClosed();
          Async.sleep(Duration.ofSeconds(11));

          assertThat(link.sent).hasSize(sent);
          assertThat(link.end).isNull();
        });
  }

  /// Runs the subscriber's task while `body` runs; the task must have ended with its connection.
  private void play(Action<?> body) {
    EventLoop.builder()
        .clock(new VirtualClock())
        .run(
            () ->
                TaskGroup.run(
                    group -> {
                      subscriber = new Subscriber(hub, link, settings);
                      subscriber.welcome(new Welcome(1, 5000, 1, List.of("c")));
                      group.spawn(subscriber::run);
                      Async.sleep(Duration.ofMillis(1));
                      body.run();
                      subscriber.onClosed();
                    }));
  }

  private void publish(int count) {
    for (; count > 0; count--) {
      hub.publish("c", 0, Map.of("x", 1.0));
    }
    Async.sleep(Duration.ofMillis(1));
  }
}
