package dev.baton.api;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.InvalidStateException;
import dev.baton.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FutureTest {
  private static <T> Future<T> pending() {
    return EventLoop.running().createFuture();
  }

  private static Future<String> finished(String result) {
    Future<String> future = pending();
    future.setResult(result);
    return future;
  }

  private static Future<String> failed(Throwable failure) {
    Future<String> future = pending();
    future.setException(failure);
    assertThat(future.exception()).isSameAs(failure); // seen, and so not reported
    return future;
  }

  private static Future<String> cancelled(String message) {
    Future<String> future = pending();
    assertThat(future.cancel(message)).isTrue();
    return future;
  }

  @Test
  void isPendingUntilItIsCompleted() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();

          assertThat(future.isDone()).isFalse();
          assertThat(future.isCancelled()).isFalse();
          assertThat(future.loop()).isSameAs(EventLoop.running());
          assertThat(future).hasToString("Future [pending]");
        });
  }

  @Test
  void givesTheResultItWasCompletedWith() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> future = finished("page");

          assertThat(future.isDone()).isTrue();
          assertThat(future.isCancelled()).isFalse();
          assertThat(future.result()).isEqualTo("page");
          assertThat(future.exception()).isNull();
          assertThat(future).hasToString("Future [result: page]");
        });
  }

  @Test
  void nullIsAResult() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> future = finished(null);

          assertThat(future.isDone()).isTrue();
          assertThat(future.await()).isNull();
        });
  }

  @Test
  void raisesTheVeryExceptionItFailedWith() {
    VirtualLoop.run(
        () -> {
          IOException disk = new IOException("disk");
          Future<String> future = failed(disk);

          assertThat(future.isDone()).isTrue();
          assertThat(future.isCancelled()).isFalse();
          assertThatThrownBy(future::result).isSameAs(disk);
          assertThatThrownBy(future::await).isSameAs(disk);
          assertThat(future).hasToString("Future [failed: java.io.IOException: disk]");
        });
  }

  @Test
  void aCancelledFutureRaisesItsMessage() {
    VirtualLoop.run(
        () -> {
          Future<String> future = cancelled("enough");

          assertThat(future.isDone()).isTrue();
          assertThat(future.isCancelled()).isTrue();
          assertThatThrownBy(future::result)
              .isInstanceOf(CancelledError.class)
              .hasMessage("enough");
          assertThatThrownBy(future::await).isInstanceOf(CancelledError.class).hasMessage("enough");
          assertThatThrownBy(future::exception)
              .isInstanceOf(CancelledError.class)
              .hasMessage("enough");
          assertThat(future).hasToString("Future [cancelled]");
        });
  }

  @Test
  void cancellingWithoutAMessageHasNone() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();

          assertThat(future.cancel()).isTrue();

          assertThatThrownBy(future::result).isInstanceOf(CancelledError.class).hasMessage(null);
        });
  }

  @Test
  void isCompletedOnce() {
    VirtualLoop.run(
        () -> {
          IOException disk = new IOException("disk");
          for (Future<String> done : List.of(finished("a"), failed(disk), cancelled("enough"))) {
            String before = done.toString();
            String refusal = before + " is done already; a future is completed once";

            assertThatThrownBy(() -> done.setResult("b"))
                .isInstanceOf(InvalidStateException.class)
                .hasMessage(refusal);
            assertThatThrownBy(() -> done.setException(new IOException("late")))
                .isInstanceOf(InvalidStateException.class)
                .hasMessage(refusal);
            assertThat(done.cancel("late")).isFalse();
            assertThat(done).hasToString(before);
          }
        });
  }

  @Test
  void hasNoOutcomeBeforeItIsDone() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();

          assertThatThrownBy(future::result)
              .isInstanceOf(InvalidStateException.class)
              .hasMessage("Future [pending] has no result yet; await it");
          assertThatThrownBy(future::exception)
              .isInstanceOf(InvalidStateException.class)
              .hasMessage("Future [pending] is not done yet; await it");
        });
  }

  @Test
  void whoOnlyWatchesSeesTheFailureOfAFailedFuture() {
    VirtualLoop.run(
        () -> {
          IOException disk = new IOException("disk");
          assertThat(pending().failure()).isEmpty();
          assertThat(finished("page").failure()).isEmpty();
          assertThat(cancelled("enough").failure()).isEmpty();
          assertThat(failed(disk).failure()).containsSame(disk);
        });
  }

  @Test
  void cannotFailWithNull() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();

          assertThatThrownBy(() -> future.setException(null))
              .isInstanceOf(NullPointerException.class);

          assertThat(future.isDone()).isFalse();
        });
  }

  @Test
  void awaitingADoneFutureKeepsTheBaton() throws Exception {
    List<String> trail = new ArrayList<>();
    VirtualLoop.run(
        () -> {
          Task<?> other = spawn(() -> trail.add("other"));
          trail.add(finished("result").await());
          trail.add("main goes on");
          other.await();
        });
    assertThat(trail).containsExactly("result", "main goes on", "other");
  }

  @Test
  void wakesThoseWhoAwaitItInOrderOfArrivalInTheNextTurn() {
    List<String> trail = new ArrayList<>();
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          for (String name : List.of("a", "b", "c")) {
            spawn(() -> trail.add(name + " " + future.await()));
          }
          yieldNow();

          future.setResult("done");
          trail.add("set");
          yieldNow();
          trail.add("a turn later");
        });
    assertThat(trail).containsExactly("set", "a done", "b done", "c done", "a turn later");
  }

  @Test
  void isCancelledWithTheTaskThatAwaitsIt() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Task<String> reader = spawn(future::await);
          yieldNow();

          reader.cancel("stop");

          assertThat(future.isCancelled()).isTrue();
          assertThatThrownBy(reader::await).isInstanceOf(CancelledError.class).hasMessage("stop");
        });
  }

  @Test
  void isAwaitedByTasksOnly() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Future<Throwable> refusal = pending();
          EventLoop.running()
              .callSoon(
                  () -> {
                    try {
                      future.await();
                    } catch (Exception refused) {
                      refusal.setResult(refused);
                    }
                  });

          assertThat(refusal.await())
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("await() must be called from a task; start one with EventLoop.run(...)");
        });
  }

  @Test
  void isUsedOnItsOwnLoopOnly() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          List<Action<Exception>> uses =
              List.of(
                  () -> future.setResult("x"),
                  () -> future.setException(new IOException()),
                  future::cancel,
                  () -> future.addDoneCallback(_ -> {}),
                  () -> future.removeDoneCallback(_ -> {}));
          List<String> refusals = new ArrayList<>();

          Thread foreign =
              Thread.ofPlatform().name("foreign").start(() -> collectRefusals(uses, refusals));
          foreign.join();

          assertThat(refusals)
              .hasSize(uses.size())
              .containsOnly(
                  "this belongs to a loop that does not run on thread \"foreign\"; from other"
                      + " threads use callSoonThreadsafe(...)");
          assertThat(future.isDone()).isFalse();
        });
  }

  private static void collectRefusals(List<Action<Exception>> uses, List<String> refusals) {
    for (Action<Exception> use : uses) {
      try {
        use.run();
      } catch (Exception refused) {
        refusals.add(refused.getMessage());
      }
    }
  }

  @Test
  void isNotAwaitedOnAnotherLoop() {
    Future<String> foreign = VirtualLoop.run(() -> pending());
    VirtualLoop.run(
        () ->
            assertThatThrownBy(foreign::await)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                    "Future [pending] belongs to another loop than task \"main\";"
                        + " use toCompletableFuture() to cross"));
  }
}
