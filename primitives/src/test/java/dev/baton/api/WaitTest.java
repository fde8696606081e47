package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.ReturnWhen.ALL_COMPLETED;
import static dev.baton.ReturnWhen.FIRST_COMPLETED;
import static dev.baton.ReturnWhen.FIRST_EXCEPTION;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.DoneAndPending;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitTest {
  private static Task<String> after(long millis, String result) {
    return spawn(
        () -> {
          sleep(ms(millis));
          return result;
        });
  }

  private static Task<String> failAfter(long millis) {
    return spawn(
        () -> {
          sleep(ms(millis));
          throw new IOException("disk");
        });
  }

  @Test
  void returnsWithTheFirst() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> slow = after(30, "slow");
          Task<String> quick = after(10, "quick");

          DoneAndPending<Task<String>> waited = Async.wait(List.of(slow, quick), FIRST_COMPLETED);

          assertThat(waited.done()).containsExactly(quick);
          assertThat(waited.pending()).containsExactly(slow);
          assertThat(now()).isEqualTo(10);
          assertThat(slow.await()).as("it runs on").isEqualTo("slow");
        });
  }

  @Test
  void returnsWithAllInTheOrderInWhichTheyWereGiven() {
    VirtualLoop.run(
        () -> {
          Task<String> slow = after(30, "slow");
          Task<String> quick = after(10, "quick");

          DoneAndPending<Task<String>> waited = Async.wait(List.of(slow, quick), ALL_COMPLETED);

          assertThat(waited.done()).containsExactly(slow, quick);
          assertThat(waited.pending()).isEmpty();
          assertThat(now()).isEqualTo(30);
        });
  }

  @Test
  void returnsWithTheFirstFailureWhichIsNotRaised() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> quick = after(5, "quick");
          Task<String> failing = failAfter(10);
          Task<String> slow = after(30, "slow");

          DoneAndPending<Task<String>> waited =
              Async.wait(List.of(quick, failing, slow), FIRST_EXCEPTION);

          assertThat(waited.done()).containsExactly(quick, failing);
          assertThat(waited.pending()).containsExactly(slow);
          assertThat(now()).isEqualTo(10);
          assertThat(failing.exception()).hasMessage("disk");
        });
  }

  @Test
  void aCancellationIsNoFailure() {
    VirtualLoop.run(
        () -> {
          Task<String> cancelled = after(1_000, "never");
          Task<String> slow = after(30, "slow");
          yieldNow();
          cancelled.cancel();

          DoneAndPending<Task<String>> waited =
              Async.wait(List.of(cancelled, slow), FIRST_EXCEPTION);

          assertThat(waited.done()).containsExactly(cancelled, slow);
          assertThat(now()).isEqualTo(30);
        });
  }

  @Test
  void aFailureThatNobodyLooksAtIsStillReported() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(() -> Async.wait(List.of(failAfter(10)), ALL_COMPLETED).done().size());
    assertThat(unhandled).hasSize(1);
    assertThat(unhandled.getFirst().exception()).hasMessage("disk");
  }

  @Test
  void waitsNoLongerThanTheLimit() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> quick = after(10, "quick");
          Task<String> slow = after(30, "slow");

          DoneAndPending<Task<String>> waited =
              Async.wait(List.of(slow, quick), ALL_COMPLETED, ms(20));

          assertThat(waited.done()).containsExactly(quick);
          assertThat(waited.pending()).containsExactly(slow);
          assertThat(now()).isEqualTo(20);
          assertThat(slow.await()).isEqualTo("slow");
        });
  }

  @Test
  void aLimitThatIsNotReachedIsForgotten() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Async.wait(List.of(after(10, "a")), ALL_COMPLETED, ms(1_000));
                      EventLoop.running().createFuture().await();
                    }))
        .as("no timer keeps the deadlock from being noticed")
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("(loop time 10 ms)");
  }

  @Test
  void cancellingTheTaskThatWaitsDoesNotCancelThem() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> child = after(30, "child");
          Task<?> waiting = spawn(() -> Async.wait(List.of(child), ALL_COMPLETED, ms(1_000)));
          sleep(ms(10));

          waiting.cancel("stop");

          assertThatThrownBy(waiting::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          assertThat(child.await()).isEqualTo("child");
          assertThat(now()).isEqualTo(30);
        });
  }

  @Test
  void theLimitOfAWaitThatWasCancelledIsForgotten() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      Future<String> never = EventLoop.running().createFuture();
                      Task<?> waiting =
                          spawn(() -> Async.wait(List.of(never), ALL_COMPLETED, ms(1_000)));
                      sleep(ms(10));
                      waiting.cancel();
                      never.await();
                    }))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("(loop time 10 ms)");
  }

  @Test
  void whatIsDoneAlreadyCounts() {
    VirtualLoop.run(
        () -> {
          Future<String> done = EventLoop.running().createFuture();
          done.setResult("x");
          Future<String> never = EventLoop.running().createFuture();

          DoneAndPending<Future<String>> waited = Async.wait(List.of(never, done), FIRST_COMPLETED);

          assertThat(waited.done()).containsExactly(done);
          assertThat(waited.pending()).containsExactly(never);
        });
  }

  @Test
  void aFutureGivenTwiceCountsOnce() {
    VirtualLoop.run(
        () -> {
          Task<String> task = after(10, "a");
          assertThat(Async.wait(List.of(task, task), ALL_COMPLETED).done()).containsExactly(task);
        });
  }

  @Test
  void needsSomethingToWaitFor() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(() -> Async.wait(List.of(), ALL_COMPLETED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wait() needs at least one future, got none"));
  }

  @Test
  void refusingAFutureOfAnotherLoopLeavesNothingBehind() {
    Future<String> foreign = VirtualLoop.run(() -> EventLoop.running().createFuture());
    VirtualLoop.run(
        () -> {
          Future<String> ours = EventLoop.running().createFuture();
          assertThatThrownBy(() -> Async.wait(List.of(ours, foreign), ALL_COMPLETED, ms(1_000)))
              .isInstanceOf(IllegalStateException.class);
        });
  }
}
