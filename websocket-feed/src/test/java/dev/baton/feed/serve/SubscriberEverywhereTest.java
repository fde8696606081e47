package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.ServerMessage;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A subscriber and its outbox under the explorer: readings come faster than they are read, while
/// the connection or the server ends.
class SubscriberEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(3, 100);

  private static final int READINGS = 12;

  /// Little has room: in the outbox, and on the way.
  private static final ServeSettings SETTINGS =
      ServeSettings.DEFAULT.withWaiting(600, Duration.ofHours(1), 1_000_000);

  private static final int ROOM = 200;

  private long sent;
  private long lost;

  @Test
  void sendsOrDeclaresEachReadingOnceInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene();
                  scene.play(scene::catchUp);
                  assertThat(scene.end()).isEqualTo(READINGS + 1);
                });

    assertThat(sent).isGreaterThan(ORDERS);
    assertThat(lost).isGreaterThan(ORDERS);
    Nightly.figure("subscriber, random orders: " + found);
  }

  @Test
  void endsWithItsConnectionInEveryOrder() {
    Explorer.random(ORDERS)
        .check(
            () -> {
              Scene scene = new Scene();
              scene.play(scene.peer.pipe::reset);
            });
  }

  @Test
  void endsWithTheServerInEveryOrder() {
    Explorer.random(ORDERS)
        .check(
            () -> {
              Scene scene = new Scene();
              scene.play(scene::stopWhenConnected);
              assertThat(scene.peer.awaitEnd()).isEqualTo(1001);
            });
  }

  @Test
  void endsWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS)
            .cancelEverywhere()
            .check(
                () -> {
                  Scene scene = new Scene();
                  scene.play(scene.subscribers::stop);
                });

    Nightly.figure("subscriber, cancelled everywhere: " + found);
  }

  private final class Scene {
    final MemoryHub hub = new MemoryHub(List.of("c"), "e", 100, Journal.none());
    final Subscribers subscribers = new Subscribers(hub, SETTINGS, new Figures());
    final Listening peer;

    Scene() {
      subscribers.welcomeWith(new Welcome(1, 5000, 1, List.of("c")));
      peer = new Listening(subscribers, ROOM);
    }

    /// Runs the subscriber beside a source, and something that ends it.
    @Suspends
    void play(Runnable ending) {
      try {
        peer.say("{\"op\":\"sub\",\"id\":1,\"ch\":\"c\"}");
        TaskGroup.run(
            world -> {
              world.spawn("source", this::publish);
              world.spawn("far side", this::read);
              world.spawn("ending", ending::run);
            });
      } finally {
        peer.pipe.reset();
        peer.goOnReading();
        peer.client.cancel();
        peer.server.cancel();
      }
      check();
    }

    @Suspends
    private void publish() {
      for (int i = 0; i < READINGS; i++) {
        hub.publish("c", 0, Map.of("x", 1.0));
        Async.yieldNow();
      }
      subscribers.heartbeat(0);
    }

    @Suspends
    private void read() {
      for (int i = 0; i < READINGS; i++) {
        peer.stopReading();
        Async.yieldNow();
        Async.yieldNow();
        peer.goOnReading();
        Async.yieldNow();
      }
    }

    @Suspends
    private void stopWhenConnected() {
      while (peer.heard.isEmpty()) {
        Async.yieldNow();
      }
      subscribers.stop();
    }

    /// Reads until one more reading has come or is declared.
    @Suspends
    private void catchUp() {
      while (hub.state("c").orElseThrow().top() < READINGS || !peer.ops().contains("subbed")) {
        Async.yieldNow();
      }
      hub.publish("c", 0, Map.of("x", 1.0));
      while (end() < READINGS + 1) {
        Async.yieldNow();
      }
    }

    @Suspends
    private void check() {
      while (!peer.client.isDone() || !peer.server.isDone()) {
        Async.sleep(Duration.ofMillis(1));
      }
      Async.yieldNow();
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(subscribers.count()).as("subscribers that are left").isZero();
      assertThat(subscribers.share().bytes()).as("what waits").isZero();
      for (ServerMessage message : peer.messages()) {
        sent += message instanceof Published ? 1 : 0;
        lost += message instanceof Lost ? 1 : 0;
      }
    }

    /// Checks that each number came once, or was said to be lost once, in order.
    ///
    /// @return the last of them
    long end() {
      long end = 0;
      for (ServerMessage message : peer.messages()) {
        switch (message) {
          case ServerMessage.Subscribed subscribed -> end = subscribed.top();
          case Published(var reading, _) -> assertThat(reading.seq()).isEqualTo(++end);
          case Lost gap -> {
            assertThat(gap.from()).isEqualTo(end + 1);
            end = gap.to();
          }
          default -> {
            // not counted
          }
        }
      }
      return end;
    }
  }
}
