package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Results of callbacks on foreign threads reach the loop once, in whatever order things happen.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CompleterTest {
  private final List<String> trail = new CopyOnWriteArrayList<>();

  private Completer<String> open() {
    return Completer.open(
        "an answer", () -> trail.add("cancel outside"), late -> trail.add("discard " + late));
  }

  @Test
  void aResultFromAnotherThreadReachesTheTask() throws Exception {
    String result =
        EventLoop.run(
            () -> {
              Completer<String> completer = open();
              Stranger.does(() -> completer.succeed("result"));
              return completer.future().await();
            });

    assertThat(result).isEqualTo("result");
    assertThat(trail).isEmpty();
  }

  @Test
  void aFailureFromAnotherThreadIsTheVeryException() throws Exception {
    IOException failure = new IOException("connection reset");
    Throwable raised =
        EventLoop.run(
            () -> {
              Completer<String> completer = open();
              Stranger.does(() -> completer.fail(failure));
              return catchThrowable(completer.future()::await);
            });

    assertThat(raised).isSameAs(failure);
    assertThat(trail).isEmpty();
  }

  @Test
  void aCancellationFromOutsideCancelsTheFuture() throws Exception {
    Throwable raised =
        EventLoop.run(
            () -> {
              Completer<String> completer = open();
              Stranger.does(completer::cancel);
              return catchThrowable(completer.future()::await);
            });

    assertThat(raised).isInstanceOf(CancelledError.class);
    assertThat(trail).isEmpty();
  }

  /// The result has come, the task is about to take it, and is cancelled.
  @Test
  void aResultThatTheTaskCouldNotTakeIsDiscarded() throws Exception {
    EventLoop.run(
        () -> {
          Completer<String> completer = open();
          Task<String> task = Async.spawn(completer.future()::await);
          Async.yieldNow();
          completer.succeed("result");
          Async.yieldNow();
          Async.yieldNow(); // after the message with the result, before the task
          assertThat(completer.future().isDone()).isTrue();
          assertThat(task.isDone()).isFalse();
          task.cancel();
          assertThat(catchThrowable(task::await)).isInstanceOf(CancelledError.class);
        });

    assertThat(trail).containsExactly("discard result");
  }

  @Test
  void aDiscardThatFailsDoesNotHideTheCancellation() throws Exception {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    EventLoop.builder()
        .exceptionHandler(unhandled::add)
        .run(
            () -> {
              Completer<String> completer =
                  Completer.open(
                      "an answer",
                      () -> {},
                      _ -> {
                        throw new IllegalStateException("cannot be closed");
                      });
              Task<String> task = Async.spawn(completer.future()::await);
              Async.yieldNow();
              completer.succeed("result");
              Async.yieldNow();
              Async.yieldNow();
              task.cancel();
              assertThat(catchThrowable(task::await)).isInstanceOf(CancelledError.class);
            });

    assertThat(unhandled)
        .extracting(UnhandledFailure::message)
        .containsExactly("discarding a result failed");
  }

  @Test
  void cancellingTheTaskCancelsTheWorkOutside() throws Exception {
    EventLoop.run(
        () -> {
          Completer<String> completer = open();
          Task<String> task = Async.spawn(completer.future()::await);
          Async.yieldNow();
          task.cancel();
          Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
          trail.add("task cancelled: " + task.isCancelled());
        });

    assertThat(trail).containsExactly("cancel outside", "task cancelled: true");
  }

  @Test
  void aResultThatComesAfterTheCancellationIsGivenToDiscard() throws Exception {
    EventLoop.run(
        () -> {
          Completer<String> completer = open();
          completer.future().cancel();
          Async.yieldNow();
          Stranger.does(() -> trail.add("took it: " + completer.succeed("late"))).join();
          Async.yieldNow();
        });

    assertThat(trail).containsExactly("cancel outside", "took it: true", "discard late");
  }

  @Test
  void aFailureThatComesAfterTheCancellationIsDropped() throws Exception {
    List<String> unhandled = new ArrayList<>();
    EventLoop.builder()
        .exceptionHandler(failure -> unhandled.add(failure.message()))
        .run(
            () -> {
              Completer<String> completer = open();
              completer.future().cancel();
              Stranger.does(() -> completer.fail(new IOException("closed"))).join();
              Async.yieldNow();
            });

    assertThat(unhandled).isEmpty();
  }

  @Test
  void onlyTheFirstCompletionCounts() throws Exception {
    EventLoop.run(
        () -> {
          Completer<String> completer = open();
          Stranger.does(
                  () -> {
                    trail.add("first: " + completer.succeed("one"));
                    trail.add("second: " + completer.succeed("two"));
                    trail.add("failure: " + completer.fail(new IOException("three")));
                    trail.add("cancellation: " + completer.cancel());
                  })
              .join();
          trail.add("result: " + completer.future().await());
        });

    assertThat(trail)
        .containsExactly(
            "first: true",
            "discard two",
            "second: false",
            "failure: false",
            "cancellation: false",
            "result: one");
  }

  @Test
  void aResultThatComesAfterTheEndOfTheLoopIsDiscardedOnTheForeignThread() throws Exception {
    List<Completer<String>> left = new ArrayList<>();
    EventLoop.run(
        () -> {
          Completer<String> completer = open();
          left.add(completer);
          Async.spawn(completer.future()::await);
          Async.yieldNow();
        });
    left.getFirst().succeed("too late");
    left.getFirst().fail(new IOException("later still"));

    assertThat(trail).containsExactly("cancel outside", "discard too late");
  }

  @Test
  void aTaskThatAwaitsAnOpenCompleterIsNoDeadlockAndAClosedOneIsForgotten() {
    assertThatExceptionOfType(dev.baton.DeadlockException.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Completer<String> completer = open();
                      Stranger.does(() -> completer.succeed("result"));
                      trail.add(completer.future().await());
                      EventLoop.running().createFuture().await();
                    }));

    assertThat(trail).containsExactly("result");
  }

  @Test
  void aHundredThousandCompletionsFromFourThreadsAllArrive() throws Exception {
    int threads = 4;
    int each = 25_000;
    long sum =
        EventLoop.run(
            () -> {
              List<Completer<Integer>> completers = new ArrayList<>();
              for (int i = 0; i < threads * each; i++) {
                completers.add(Completer.open("number " + i, () -> {}));
              }
              CountDownLatch go = new CountDownLatch(1);
              for (int i = 0; i < threads; i++) {
                List<Completer<Integer>> share = completers.subList(i * each, (i + 1) * each);
                Stranger.does(
                    () -> {
                      go.await();
                      share.forEach(completer -> completer.succeed(1));
                    });
              }
              go.countDown();
              long total = 0;
              for (Completer<Integer> completer : completers) {
                total += completer.future().await();
              }
              return total;
            });

    assertThat(sum).isEqualTo(threads * each);
  }

  /// Cancelled on the loop and completed outside at the same time: a result is either awaited or
  /// discarded, never both and never lost.
  @Test
  void everyResultIsAwaitedOrDiscardedHoweverItRacesWithTheCancellation() throws Exception {
    int races = 2_000;
    int[] awaited = {0};
    int[] cancelled = {0};
    List<Integer> discarded = new CopyOnWriteArrayList<>();
    EventLoop.run(
        () -> {
          for (int i = 0; i < races; i++) {
            Completer<Integer> completer = Completer.open("race", () -> {}, discarded::add);
            int number = i;
            Stranger racer = Stranger.does(() -> completer.succeed(number));
            if (i % 2 == 0) {
              Async.yieldNow();
            }
            completer.future().cancel();
            try {
              completer.future().await();
              awaited[0]++;
            } catch (CancelledError e) {
              cancelled[0]++;
            }
            racer.join();
          }
        });

    assertThat(discarded).hasSize(cancelled[0]);
    assertThat(awaited[0] + cancelled[0]).isEqualTo(races);
  }
}
