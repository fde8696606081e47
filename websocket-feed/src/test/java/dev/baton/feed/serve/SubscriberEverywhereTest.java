package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.BadMessageException;
import dev.baton.feed.protocol.Messages;
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

/// A subscriber and its outbox under the explorer: readings come faster than they are confirmed,
/// while the connection or the server ends.
class SubscriberEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(3, 100);

  private static final int READINGS = 12;
  private static final ServeSettings SETTINGS =
      new ServeSettings(
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          10,
          3,
          2);

  private long sent;
  private long lost;

  @Test
  void sendsOrDeclaresEachReadingOnceInEveryOrder() {
    Exploration found =
        Explorer.random(ORDERS)
            .check(
                () -> {
                  Scene scene = new Scene();
                  scene.play(scene::catchUp, true);
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
              scene.play(scene.subscriber::onClosed, false);
            });
  }

  @Test
  void endsWithTheServerInEveryOrder() {
    Explorer.random(ORDERS)
        .check(
            () -> {
              Scene scene = new Scene();
              scene.play(scene.subscriber::stop, false);
              assertThat(scene.link.end).isEqualTo("close 1001");
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
                  scene.play(scene.subscriber::stop, true);
                });

    Nightly.figure("subscriber, cancelled everywhere: " + found);
  }

  private final class Scene {
    final Hub hub = new Hub(List.of("c"), "e", 100);
    final FakeLink link = new FakeLink();
    final Subscriber subscriber = new Subscriber(hub, link, SETTINGS);
    private boolean started;
    private int sentHere;
    private int lostHere;

    /// Runs the subscriber beside a source, the far side, and something that ends it.
    ///
    /// @param cancelled whether it is cancelled at last; it must end by itself otherwise
    @Suspends
    void play(Runnable ending, boolean cancelled) {
      subscriber.welcome(new Welcome(1, 5000, 1, List.of("c")));
      try {
        TaskGroup.run(
            group -> {
              Task<Void> sending = group.spawn("subscriber", this::send);
              TaskGroup.run(
                  world -> {
                    world.spawn("source", this::publish);
                    world.spawn("far side", this::confirm);
                    world.spawn("ending", ending::run);
                  });
              if (cancelled) {
                sending.cancel();
              }
            });
      } finally {
        if (!started) {
          subscriber.stop(); // as the server does with those whose task was not started
        }
        check();
      }
    }

    @Suspends
    private void send() {
      started = true;
      subscriber.run();
    }

    @Suspends
    private void publish() {
      subscriber.onText("{\"op\":\"sub\",\"id\":1,\"ch\":\"c\"}");
      for (int i = 0; i < READINGS; i++) {
        hub.publish("c", 0, Map.of("x", 1.0));
        checkBounds();
        Async.yieldNow();
      }
      hub.heartbeat(0);
    }

    @Suspends
    private void confirm() {
      for (int i = 0; i < READINGS; i++) {
        Async.yieldNow();
        link.confirm(subscriber);
        if (i % 4 == 0) {
          link.ping("p", subscriber);
        }
        checkBounds();
      }
    }

    private void checkBounds() {
      assertThat(subscriber.backlog())
          .isLessThanOrEqualTo(SETTINGS.queue() + SETTINGS.unconfirmed());
    }

    /// Confirms until one more reading has arrived or is declared: heartbeats bring what was
    /// dropped last.
    @Suspends
    private void catchUp() {
      while (hub.published() < READINGS) {
        Async.yieldNow();
      }
      hub.publish("c", 0, Map.of("x", 1.0));
      while (end() < READINGS + 1) {
        link.confirm(subscriber);
        hub.heartbeat(0);
        Async.yieldNow();
      }
    }

    @Suspends
    private void check() {
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(hub.subscriberCount()).as("subscribers that are left").isZero();
      end();
      sent += sentHere;
      lost += lostHere;
      String ended = link.end;
      Async.sleep(SETTINGS.patience().multipliedBy(2));
      assertThat(link.end).as("no time limit outlives it").isEqualTo(ended);
    }

    /// Checks that each number was sent once, or said to be lost once, in order.
    ///
    /// @return the last of them
    long end() {
      long end = 0;
      sentHere = 0;
      lostHere = 0;
      for (String text : link.sent) {
        switch (message(text)) {
          case Published(var reading, _) -> {
            assertThat(reading.seq()).isEqualTo(++end);
            sentHere++;
          }
          case Lost gap -> {
            assertThat(gap.from()).isEqualTo(end + 1);
            end = gap.to();
            lostHere++;
          }
          default -> {}
        }
      }
      return end;
    }

    private static ServerMessage message(String text) {
      try {
        return Messages.fromServer(text);
      } catch (BadMessageException e) {
        throw new AssertionError("the subscriber sent " + text, e);
      }
    }
  }
}
