package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Completer;
import dev.baton.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The one way in for other threads: what they send runs on the loop, all of it, in the order in
/// which each of them sent it.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class InboxTest {
  private static final int THREADS = 4;
  private static final int EACH = 5_000;

  /// What each thread has sent and the loop has run, in the order in which it ran.
  private final List<List<Integer>> received = new ArrayList<>();

  @Test
  void nothingIsLostOrReorderedWhileTheLoopIdles() throws Exception {
    EventLoop.run(
        () -> {
          Completer<Void> all = Completer.open("the messages", () -> {});
          sendFromAllThreads(all);
          all.future().await();
        });

    assertThat(received).hasSize(THREADS).allSatisfy(this::isComplete);
  }

  @Test
  void nothingIsLostOrReorderedWhileTheLoopWorks() throws Exception {
    EventLoop.run(
        () -> {
          Completer<Void> all = Completer.open("the messages", () -> {});
          sendFromAllThreads(all);
          while (!all.future().isDone()) {
            Async.yieldNow();
          }
        });

    assertThat(received).hasSize(THREADS).allSatisfy(this::isComplete);
  }

  @Test
  void nothingIsLostWhileTheLoopFallsAsleepAndWakesAllTheTime() throws Exception {
    EventLoop.run(
        () -> {
          Completer<Void> all = Completer.open("the messages", () -> {});
          sendFromAllThreads(all);
          while (!all.future().isDone()) {
            Async.sleep(Duration.ofNanos(1));
          }
        });

    assertThat(received).hasSize(THREADS).allSatisfy(this::isComplete);
  }

  private void sendFromAllThreads(Completer<Void> all) {
    EventLoop loop = EventLoop.running();
    AtomicInteger missing = new AtomicInteger(THREADS * EACH);
    for (int i = 0; i < THREADS; i++) {
      List<Integer> mine = new ArrayList<>();
      received.add(mine);
      Stranger.does(
          () -> {
            for (int number = 0; number < EACH; number++) {
              int message = number;
              loop.callSoonThreadsafe(
                  () -> {
                    mine.add(message);
                    if (missing.decrementAndGet() == 0) {
                      all.succeed(null);
                    }
                  });
            }
          });
    }
  }

  private void isComplete(List<Integer> numbers) {
    assertThat(numbers).hasSize(EACH).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void tasksHaveTheirTurnWhileOtherThreadsSendFasterThanTheLoopRuns() throws Exception {
    int most = 2_000_000;
    AtomicInteger left = new AtomicInteger(2 * most);
    List<Boolean> stillSending = new ArrayList<>();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          for (int i = 0; i < 2; i++) {
            Stranger.does(
                () -> {
                  for (int n = 0; n < most && loop.callSoonThreadsafe(() -> {}); n++) {
                    left.decrementAndGet();
                  }
                });
          }
          for (int i = 0; i < 10; i++) {
            Async.sleep(Duration.ofMillis(1));
          }
          stillSending.add(left.get() > 0);
        });

    assertThat(stillSending).containsExactly(true);
  }

  /// Back and forth, one message at a time: each finds the loop asleep, or falling asleep.
  @Test
  void anIdleLoopIsWokenAtOnce() throws Exception {
    int rounds = 2_000;
    int[] done = {0};
    long before = System.nanoTime();
    EventLoop.run(
        () -> {
          for (int i = 0; i < rounds; i++) {
            Completer<Void> answer = Completer.open("an answer", () -> {});
            Thread.ofVirtual().start(() -> answer.succeed(null));
            answer.future().await();
            done[0]++;
          }
        });

    assertThat(done[0]).isEqualTo(rounds);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void messagesRunInTheLoopAndMayUseIt() throws Exception {
    List<String> trail = new ArrayList<>();
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Completer<String> completer = Completer.open("a message", () -> {});
          Stranger.does(
              () ->
                  loop.callSoonThreadsafe(
                      () -> {
                        trail.add("same loop: " + (EventLoop.running() == loop));
                        Async.spawn(() -> completer.succeed("spawned by the message"));
                      }));
          trail.add(completer.future().await());
        });

    assertThat(trail).containsExactly("same loop: true", "spawned by the message");
  }

  @Test
  void aLoopThatHasEndedSaysThatItWillNotRunTheMessage() {
    AtomicReference<EventLoop> loop = new AtomicReference<>();
    List<String> trail = new ArrayList<>();
    EventLoop.run(() -> loop.set(EventLoop.running()));
    trail.add("accepted: " + loop.get().callSoonThreadsafe(() -> trail.add("ran")));

    assertThat(trail).containsExactly("accepted: false");
  }

  /// Threads that send while the loop ends: what it says it will run, it runs.
  @Test
  void whatIsAcceptedWhileTheLoopEndsIsRun() throws Exception {
    for (int round = 0; round < 50; round++) {
      AtomicInteger ran = new AtomicInteger();
      AtomicInteger accepted = new AtomicInteger();
      Stranger sender =
          EventLoop.run(
              () -> {
                EventLoop loop = EventLoop.running();
                AtomicInteger begun = new AtomicInteger();
                Stranger stranger =
                    Stranger.does(
                        () -> {
                          begun.set(1);
                          while (loop.callSoonThreadsafe(ran::incrementAndGet)) {
                            accepted.incrementAndGet();
                          }
                        });
                Stranger.await(() -> begun.get() == 1);
                return stranger;
              });
      sender.join();

      assertThat(ran).hasValue(accepted.get());
    }
  }
}
