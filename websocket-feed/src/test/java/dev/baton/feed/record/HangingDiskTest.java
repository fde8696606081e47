package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.sync.Event;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A disk that does not answer any more holds up the stream once, for as long as the patience
/// lasts, and the end of the server no longer.
class HangingDiskTest extends InServerWorld {
  @Test
  void theStreamGoesOnInANewEpoch() throws Exception {
    ServerWorld.inLoop(this::hangWhilePublishing);
  }

  @Suspends
  private void hangWhilePublishing() throws Exception {
    String[] before = new String[1];
    Duration all =
        timeToServe(
            () -> {
              world.publish(5);
              before[0] = world.epoch();
              world.outside = new Hanging();
              assertThat(time(world::publish)).isEqualTo(ServerWorld.PATIENCE);
              assertThat(time(() -> world.publish(2))).isZero();
            });

    assertThat(all).as("the end waits for nothing").isEqualTo(ServerWorld.PATIENCE);
    assertThat(world.epoch()).isNotEqualTo(before[0]);
    assertThat(world.top("a")).isEqualTo(3);
    assertThat(world.troubles)
        .singleElement()
        .asString()
        .contains("the disk has not answered for 5 s");

    goOn();
    assertThat(world.epoch()).isEqualTo(before[0]);
    assertThat(world.top("a")).isEqualTo(6);
  }

  @Test
  void theServerEnds() throws Exception {
    ServerWorld.inLoop(this::hangAtTheEnd);
  }

  @Suspends
  private void hangAtTheEnd() throws Exception {
    Duration all =
        timeToServe(
            () -> {
              world.publish(5);
              world.outside = new Hanging();
            });

    String before = world.epoch();
    assertThat(all).isEqualTo(ServerWorld.PATIENCE);
    assertThat(world.troubles).hasSize(1);

    goOn();
    assertThat(world.epoch()).isEqualTo(before);
    assertThat(world.top("a")).isEqualTo(6);
  }

  /// A disk that has failed may hang when the recording is to say so.
  @Test
  void whatHasFailedAndHangsThenIsWaitedForOnce() throws Exception {
    ServerWorld.inLoop(this::failAndHang);
  }

  @Suspends
  private void failAndHang() throws Exception {
    Duration all =
        timeToServe(
            () -> {
              world.publish(5);
              world.disk.failAt(1);
              world.outside = new HangingNext();
              assertThat(time(world::publish)).isEqualTo(ServerWorld.PATIENCE);
            });

    assertThat(all).isEqualTo(ServerWorld.PATIENCE);
    assertThat(world.top("a")).isEqualTo(1);
    assertThat(world.troubles).singleElement().asString().contains("Input/output error, once");
    goOn();
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void theLoopEndsWhileTheDiskStillHangs() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    EventLoop.run(
        () -> {
          Task<Void> writing =
              Async.spawn(
                  "writing",
                  () ->
                      Outside.ABANDONABLE.call(
                          () -> {
                            hangs.countDown();
                            awaitWhateverHappens(answer);
                            over.countDown();
                          }));
          Blocking.call(() -> hangs.await());
          writing.cancel();
        });
    assertThat(over.getCount()).as("it hangs still").isEqualTo(1);
    answer.countDown();
    over.await();
  }

  /// As a call of the system does, which cannot be interrupted.
  private static void awaitWhateverHappens(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException _) {
        // not yet
      }
    }
  }

  @Suspends
  private void goOn() throws Exception {
    world.disk.calm();
    world.outside = Inline::run;
    world.serve(() -> world.publish(1));
    assertThat(world.problems()).isEmpty();
  }

  @Suspends
  private Duration timeToServe(ServerWorld.Work work) throws Exception {
    return time(() -> world.serve(work));
  }

  @Suspends
  private static Duration time(ServerWorld.Work work) throws Exception {
    long start = EventLoop.running().time();
    work.run();
    return Duration.ofNanos(EventLoop.running().time() - start);
  }

  /// Never returns.
  private static final class Hanging implements Outside {
    private final Event answer = new Event("the disk answers");

    @Override
    @Suspends
    public <X extends Exception> void call(Action<X> work) {
      answer.await();
    }
  }

  /// Does what comes first, and never returns after that.
  private static final class HangingNext implements Outside {
    private final Hanging hanging = new Hanging();
    private boolean isHanging;

    @Override
    @Suspends
    public <X extends Exception> void call(Action<X> work) throws X {
      if (isHanging) {
        hanging.call(work);
      }
      isHanging = true;
      work.run();
    }
  }
}
