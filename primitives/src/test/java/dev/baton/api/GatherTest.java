package dev.baton.api;

import static dev.baton.Async.gather;
import static dev.baton.Async.gatherOutcomes;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Outcome;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatherTest {
  private static final IOException DISK = new IOException("disk");

  private final List<String> trail = new ArrayList<>();

  private static Task<String> after(long millis, String result) {
    return spawn(
        result,
        () -> {
          sleep(ms(millis));
          return result;
        });
  }

  private static Task<String> failAfter(long millis, Exception failure) {
    return spawn(
        () -> {
          sleep(ms(millis));
          throw failure;
        });
  }

  @Test
  void resultsComeInTheOrderOfTheFutures() throws Exception {
    VirtualLoop.run(
        () -> {
          List<String> results = gather(after(30, "a"), after(10, "b"), after(20, "c")).await();

          assertThat(results).containsExactly("a", "b", "c");
          assertThat(now()).isEqualTo(30);
          assertThatThrownBy(() -> results.add("d"))
              .isInstanceOf(UnsupportedOperationException.class);
        });
  }

  @Test
  void bodiesBecomeTasks() throws Exception {
    VirtualLoop.run(
        () -> {
          List<Integer> results = gather(() -> 1, () -> 2, () -> 3).await();
          assertThat(results).containsExactly(1, 2, 3);
        });
  }

  @Test
  void ofNothingIsDoneAtOnce() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<List<String>> none = gather(List.of());
          assertThat(none.isDone()).isTrue();
          assertThat(none.await()).isEmpty();
          assertThat(gatherOutcomes(List.<Future<String>>of()).await()).isEmpty();
        });
  }

  @Test
  void nullIsAResult() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> nothing = EventLoop.running().createFuture();
          nothing.setResult(null);
          assertThat(gather(nothing, after(1, "a")).await()).containsExactly(null, "a");
        });
  }

  @Test
  void aFutureGivenTwiceCountsOnceAndAppearsTwice() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> a = after(10, "a");
          Future<List<String>> all = gather(a, after(20, "b"), a);
          assertThat(all).hasToString("gather [2 of 3 unfinished]");

          assertThat(all.await()).containsExactly("a", "b", "a");
        });
  }

  @Test
  void theFirstFailureComesAtOnceAndTheOthersRunOn() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> slow = after(30, "slow");
          Future<List<String>> all = gather(slow, failAfter(10, DISK));

          assertThatThrownBy(all::await).isSameAs(DISK);
          trail.add("failed at " + now());
          assertThat(slow.isDone()).isFalse();
          trail.add(slow.await() + " at " + now());
        });
    assertThat(trail).containsExactly("failed at 10", "slow at 30");
  }

  /// asyncio drops it without a word.
  @Test
  void aLaterFailureIsReported() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    IOException late = new IOException("late");
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Future<List<String>> all = gather(failAfter(10, DISK), failAfter(20, late));
              assertThatThrownBy(all::await).isSameAs(DISK);
              sleep(ms(50));
            });
    assertThat(unhandled).extracting(UnhandledFailure::exception).containsExactly(late);
  }

  @Test
  void aLaterFailureThatSomebodyAwaitsIsNot() throws Exception {
    VirtualLoop.run( // which fails the test if one is reported
        () -> {
          Task<String> late = failAfter(20, new IOException("late"));
          Future<List<String>> all = gather(failAfter(10, DISK), late);
          assertThatThrownBy(all::await).isSameAs(DISK);
          assertThatThrownBy(late::await).hasMessage("late");
        });
  }

  /// In the same turn: both have failed before the gather learns of the first.
  @Test
  void aFailureBesideTheFirstIsReportedToo() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    IOException second = new IOException("second");
    VirtualLoop.builder(unhandled)
        .run(
            () ->
                assertThatThrownBy(gather(failAfter(10, DISK), failAfter(10, second))::await)
                    .isSameAs(DISK));
    assertThat(unhandled).extracting(UnhandledFailure::exception).containsExactly(second);
  }

  @Test
  void aCancelledChildMakesItFail() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> child = after(10, "a");
          Future<List<String>> all = gather(child, after(20, "b"));
          yieldNow();
          child.cancel("not this one");

          assertThatThrownBy(all::await)
              .isInstanceOf(CancelledError.class)
              .hasMessage("not this one");
          assertThat(all.isCancelled()).as("it failed with the child's error").isFalse();
        });
  }

  private Task<Void> cleaningUpFor(long millis) {
    return spawn(
        () -> {
          try {
            sleep(ms(1_000));
          } finally {
            sleep(ms(millis));
            trail.add("cleaned up at " + now());
          }
        });
  }

  @Test
  void cancellingItCancelsThemAllAndRaisesWithTheFirstThatEnds() {
    VirtualLoop.run(
        () -> {
          Task<Void> quick = cleaningUpFor(10);
          Task<Void> slow = cleaningUpFor(20);
          Future<List<Void>> all = gather(slow, quick);
          yieldNow();

          assertThat(all.cancel("stop")).isTrue();
          assertThat(all.isDone()).isFalse();

          assertThatThrownBy(all::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          trail.add("raised at " + now());
          assertThat(all.cancel()).isFalse();
          assertThatThrownBy(slow::await).isInstanceOf(CancelledError.class).hasMessage("stop");
        });
    assertThat(trail).containsExactly("cleaned up at 10", "raised at 10", "cleaned up at 20");
  }

  @Test
  void isCancelledWithTheTaskThatAwaitsIt() {
    VirtualLoop.run(
        () -> {
          Task<String> child = after(1_000, "a");
          Task<List<String>> parent = spawn(() -> gather(child).await());
          sleep(ms(1));

          parent.cancel("stop");

          assertThatThrownBy(parent::await).isInstanceOf(CancelledError.class);
          assertThat(child.isCancelled()).isTrue();
          assertThat(now()).isEqualTo(1);
        });
  }

  @Test
  void acceptsFuturesThatAreDone() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> a = after(1, "a");
          a.await();
          Future<List<String>> all = gather(a);
          assertThat(all.isDone()).isTrue();
          assertThat(all.result()).containsExactly("a");
        });
  }

  @Test
  void acceptsNoNullAndNoFutureOfAnotherLoop() {
    Future<String> foreign = VirtualLoop.run(() -> EventLoop.running().createFuture());
    VirtualLoop.run(
        () -> {
          assertThatThrownBy(() -> gather(Arrays.asList((Future<String>) null)))
              .isInstanceOf(NullPointerException.class);
          assertThatThrownBy(() -> gather(foreign)).isInstanceOf(IllegalStateException.class);
        });
  }

  @Test
  void outcomesTellHowEachEnded() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> cancelled = after(1_000, "never");
          Future<List<Outcome<String>>> all =
              gatherOutcomes(after(30, "a"), failAfter(10, DISK), cancelled);
          yieldNow();
          cancelled.cancel("stop");

          for (Outcome<String> outcome : all.await()) {
            trail.add(
                switch (outcome) {
                  case Outcome.Success<String>(String value) -> value;
                  case Outcome.Failure<String>(Throwable error) -> error.toString();
                });
          }
          assertThat(now()).isEqualTo(30);
        });
    assertThat(trail)
        .containsExactly("a", "java.io.IOException: disk", "dev.baton.CancelledError: stop");
  }

  @Test
  void cancellingOutcomesRaisesWhenAllHaveEnded() {
    VirtualLoop.run(
        () -> {
          Task<Void> quick = cleaningUpFor(10);
          Task<Void> slow = cleaningUpFor(20);
          Future<List<Outcome<Void>>> all = gatherOutcomes(slow, quick);
          yieldNow();

          all.cancel("stop");

          assertThatThrownBy(all::await).isInstanceOf(CancelledError.class);
          trail.add("raised at " + now());
        });
    assertThat(trail).containsExactly("cleaned up at 10", "cleaned up at 20", "raised at 20");
  }
}
