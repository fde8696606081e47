package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Promise;
import dev.baton.feed.recovery.Recovery;
import dev.baton.net.Backoff;
import dev.baton.testing.Exploration;
import dev.baton.testing.Explorer;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A watcher and its follower under the explorer. All that happens, happens at the same few times:
/// readings that come or are lost, a history that fails, a connection that is cut, a restart.
class FollowerEverywhereTest {
  private static final int ORDERS = Nightly.amount(300, 10_000);
  private static final int CANCELLED_ORDERS = Nightly.amount(2, 100);

  private static final Duration TICK = Duration.ofMillis(10);
  private static final WatchSettings SETTINGS =
      new WatchSettings(
          TICK.multipliedBy(2),
          new Backoff(TICK, TICK.multipliedBy(2)),
          TICK.multipliedBy(9),
          2,
          Duration.ZERO,
          3);

  private long delivered;
  private long lost;
  private long resets;

  @Test
  void keepsItsPromiseInEveryOrder() {
    Exploration found = Explorer.random(ORDERS).check(() -> play(true));

    assertThat(delivered).isGreaterThan(5L * ORDERS);
    assertThat(lost).isGreaterThan(ORDERS / 10);
    assertThat(resets).isGreaterThan(ORDERS / 10);
    Nightly.figure("follower, random orders: " + found);
  }

  @Test
  void keepsItsPromiseWhoeverIsCancelled() {
    Exploration found =
        Explorer.random(CANCELLED_ORDERS).cancelEverywhere().check(() -> play(false));

    Nightly.figure("follower, cancelled everywhere: " + found);
  }

  @Suspends
  private void play(boolean toTheEnd) {
    Scene scene = new Scene();
    try {
      scene.play(toTheEnd);
    } finally {
      assertThat(EventLoop.running().allTasks()).as("tasks that are left").hasSize(1);
      assertThat(scene.server.link).as("the connection that is left").isNull();
    }
    delivered += scene.promise.delivered();
    lost += scene.promise.lost();
    resets += scene.promise.resets();
  }

  private static final class Scene implements Viewer {
    final FakeServer server = new FakeServer();
    final Promise promise = new Promise();
    private boolean showing;

    /// Somebody has cancelled the task that was showing a delivery: what it had still to show is
    /// lost with it.
    private boolean interrupted;

    @Suspends
    void play(boolean toTheEnd) {
      server.historyTakes = TICK;
      Watcher watcher = new Watcher(server, server, this, SETTINGS, () -> -1L);
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn("watcher", () -> watcher.run(true));
            TaskGroup.run(this::act);
            if (toTheEnd) {
              endWell();
            }
            watching.cancel();
          });
    }

    private void act(TaskGroup world) {
      world.spawn("source", this::publish);
      world.spawn("trouble", this::trouble);
      world.spawn(
          "history",
          () -> {
            ticks(4);
            server.historyFails = new IOException("reset");
            ticks(5);
            server.historyFails = null;
          });
    }

    @Suspends
    private void publish() {
      for (int i = 0; i < 12; i++) {
        ticks(1);
        server.publish(i % 3 != 0);
        if (i % 4 == 3) {
          server.heartbeat();
        }
      }
    }

    @Suspends
    private void trouble() {
      ticks(3);
      server.changeEpoch();
      ticks(3);
      server.cut();
      ticks(5);
      server.restart();
    }

    @Suspends
    private static void ticks(int count) {
      Async.sleep(TICK.multipliedBy(count));
    }

    /// No more trouble: everything that is promised must come, in bounded time.
    @Suspends
    private void endWell() {
      ticks(20);
      server.publish(true);
      for (int i = 0; i < 10; i++) {
        server.heartbeat();
        ticks(2);
      }
      assertThat(promise.epoch()).isEqualTo(server.epoch());
      assertThat(promise.end()).isEqualTo(server.top());
    }

    /// One at a time, and each where the one before it ended.
    @Override
    @Suspends
    public void see(Delivery delivery) {
      assertThat(showing).as("showing something else").isFalse();
      showing = true;
      if (promise.epoch() == null) {
        promise.begin(server.promisedEpoch, server.promisedAbove);
      }
      if (!interrupted) {
        promise.check(delivery);
      }
      if (delivery instanceof Delivery.Hole hole) {
        assertThat(hole.why()).as("%s", hole).isNotEqualTo(Recovery.CONTRADICTION);
      }
      try {
        Async.yieldNow();
      } catch (CancelledError cancelled) {
        interrupted = true;
        throw cancelled;
      } finally {
        showing = false;
      }
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected(String why, Duration pause) {}
  }
}
