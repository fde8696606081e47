package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Promise;
import dev.baton.testing.VirtualClock;
import dev.baton.testkit.Nightly;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The whole watcher through minutes of trouble, by seed: lost, repeated and late readings, cut and
/// silent connections, restarts, a history that is slow or fails, and a viewer that takes its time.
class WatcherPropertyTest {
  private static final int SEEDS = Nightly.amount(200, 10_000);
  private static final int SHORT_SEEDS = Nightly.amount(10_000, 200_000);

  @Test
  void keepsItsPromiseInTrouble() {
    play(SEEDS, 120, 10);
  }

  @Test
  void keepsItsPromiseInVeryManyShortScripts() {
    play(SHORT_SEEDS, 10, 1);
  }

  /// @param steps in each
  /// @param least that are delivered in each, on average
  private static void play(int seeds, int steps, int least) {
    long delivered = 0;
    long lost = 0;
    long resets = 0;
    for (int seed = 0; seed < seeds; seed++) {
      Trouble trouble = new Trouble(seed, steps);
      try {
        EventLoop.builder().clock(new VirtualClock()).run(trouble::play);
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
      delivered += trouble.promise.delivered();
      lost += trouble.promise.lost();
      resets += trouble.promise.resets();
    }
    assertThat(delivered).isGreaterThan((long) least * seeds);
    assertThat(lost).isGreaterThan(seeds / 100);
    assertThat(resets).isGreaterThan(seeds / 100);
    Nightly.figure(
        "%,d readings delivered to %,d watchers in trouble of %d steps"
            .formatted(delivered, seeds, steps));
  }

  private static final class Trouble implements Viewer {
    private final Random random;
    private final FakeServer server = new FakeServer();
    private final Promise promise = new Promise();
    private final int steps;
    private boolean begun;

    Trouble(int seed, int steps) {
      this.steps = steps;
      random = new Random(seed);
    }

    @Suspends
    void play() {
      Watcher watcher =
          new Watcher(server, server, this, WatchSettings.DEFAULT, new Random(random.nextLong()));
      TaskGroup.run(
          group -> {
            Task<?> watching = group.spawn(() -> watcher.run(true));
            for (int step = 0; step < steps; step++) {
              act();
              Async.sleep(Duration.ofMillis(random.nextInt(2000)));
            }
            endWell();
            watching.cancel();
          });
    }

    private void act() {
      int what = random.nextInt(100);
      if (what < 55) {
        server.publish(true);
      } else if (what < 65) {
        server.publish(false);
      } else if (what < 68) {
        Published again = new Published(server.publish(true));
        server.say(again);
      } else if (what < 71 && server.top() > 0) {
        server.publish(false);
        server.say(
            new Lost(FakeServer.CHANNEL, server.epoch(), server.top(), server.top(), "too slow"));
      } else if (what < 80) {
        server.heartbeat();
      } else if (what < 84) {
        server.cut();
      } else if (what < 87) {
        server.link = null; // silence
      } else if (what < 88) {
        server.restart();
      } else if (what < 89) {
        server.changeEpoch();
      } else if (what < 92) {
        server.away = !server.away;
      } else if (what < 95) {
        server.historyTakes = Duration.ofMillis(random.nextInt(7000));
      } else if (what < 98) {
        server.historyFails = random.nextBoolean() ? null : new IOException("reset");
      } else {
        for (int i = 0; i < 2 * FakeServer.HISTORY; i++) {
          server.publish(false);
        }
      }
    }

    /// No more trouble: everything that is promised must come, in bounded time.
    @Suspends
    private void endWell() {
      server.away = false;
      server.historyTakes = Duration.ZERO;
      server.historyFails = null;
      for (int i = 0; i < 300 && !isAllThere(); i++) {
        server.heartbeat();
        Async.sleep(Duration.ofSeconds(1));
      }
      assertThat(promise.epoch()).isEqualTo(server.epoch());
      assertThat(promise.end()).isEqualTo(server.top());
    }

    private boolean isAllThere() {
      return begun && server.epoch().equals(promise.epoch()) && promise.end() == server.top();
    }

    @Override
    @Suspends
    public void see(Delivery delivery) {
      promise.check(delivery);
      if (random.nextInt(20) == 0) {
        Async.sleep(Duration.ofMillis(random.nextInt(3000)));
      }
    }

    @Override
    @Suspends
    public void connected() {
      if (!begun) {
        begun = true;
        promise.begin(server.epoch(), server.promisedAbove);
      }
    }

    @Override
    @Suspends
    public void disconnected(String why, Duration pause) {
      assertThat(pause).isLessThanOrEqualTo(WatchSettings.DEFAULT.backoff().most());
    }
  }
}
