package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Suspends;
import dev.baton.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The ways that a request to cancel can take: the comment in `Task` counts them.
class CancellationPathsTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void whatTheTasksAwaitIsCancelledAndTheErrorComesUpFromThere() {
    EventLoop.run(
        () -> {
          Future<String> answer = EventLoop.running().createFuture();
          Task<String> inner = spawn(() -> tell("inner", answer));
          Task<String> outer = spawn(() -> tell("outer", inner));
          yieldNow();

          outer.cancel("1");
          trail.add("answer cancelled: " + answer.isCancelled());
        });

    assertThat(trail).containsExactly("answer cancelled: true", "inner 1", "outer 1");
  }

  @Test
  void aTaskThatWasWokenLosesTheResult() {
    EventLoop.run(
        () -> {
          Future<String> answer = EventLoop.running().createFuture();
          Task<String> inner = spawn(() -> tell("inner", answer));
          yieldNow();

          answer.setResult("yes");
          inner.cancel("2");
        });

    assertThat(trail).containsExactly("inner 2");
  }

  @Test
  void aRequestFromBeforeTheWaitIsPassedOnAndRaisedATurnLater() {
    EventLoop.run(
        () -> {
          Future<String> answer = EventLoop.running().createFuture();
          spawn(
              () -> {
                currentTask().cancel("3");
                return tell("inner", answer);
              });
          yieldNow();
          trail.add("answer cancelled: " + answer.isCancelled());
        });

    assertThat(trail).containsExactly("answer cancelled: true", "inner 3");
  }

  @Test
  void aRingIsBrokenWhereTheRequestComesRound() {
    EventLoop.run(
        () -> {
          List<Task<String>> both = new ArrayList<>();
          both.add(spawn(() -> tell("inner", both.get(1))));
          both.add(spawn(() -> tell("outer", both.get(0))));
          yieldNow();

          both.get(1).cancel("5");
          yieldNow();
          trail.add("outer done: " + both.get(1).isDone());
        });

    assertThat(trail).containsExactly("inner 5", "outer done: false", "outer 5");
  }

  @Suspends
  private String tell(String who, Future<String> awaited) throws Exception {
    try {
      return awaited.await();
    } catch (CancelledError cancelled) {
      trail.add(who + " " + cancelled.getMessage());
      throw cancelled;
    }
  }
}
