package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.TaskGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What is used wrongly is refused with one sentence: what, why, and what to do instead.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class MisuseTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Refusals refusals = new Refusals();

  @Test
  void aTaskThatAwaitsItselfIsRefused() {
    EventLoop.run(() -> refusals.attempt("itself", () -> Async.currentTask().await()));

    assertThat(refusals.sentences()).containsEntry("itself", "task \"main\" cannot await itself");
  }

  @Test
  void aTaskGetsItsOutcomeFromItsBodyAlone() {
    EventLoop.run(
        () -> {
          @SuppressWarnings("unchecked")
          Task<Object> task = (Task<Object>) Async.currentTask();
          refusals.attempt("setResult", () -> task.setResult("x"));
          refusals.attempt("setException", () -> task.setException(new Exception()));
        });

    assertThat(refusals.sentences())
        .containsEntry("setResult", "task \"main\" gets its result from its body")
        .containsEntry("setException", "task \"main\" gets its failure from its body");
  }

  @Test
  void aTimeoutIsUsedOnceAndMovedInsideOnly() {
    EventLoop.run(
        () -> {
          var timeout = dev.baton.Timeout.after(SHORT);
          refusals.attempt("before", () -> timeout.reschedule(SHORT));
          timeout.run(() -> {});
          refusals.attempt("again", () -> timeout.run(() -> {}));
          refusals.attempt("after", timeout::disable);
        });

    refusals.are(
        "before", "Timeout has not been entered; call this inside its body",
        "again", "Timeout was entered already; make a new one for each run",
        "after", "Timeout is exited; it can be moved only inside its body");
  }

  @Test
  void aGroupThatHasEndedOrIsEndingTakesNoTask() {
    EventLoop.run(
        () -> {
          List<TaskGroup> left = new ArrayList<>();
          TaskGroup.run(left::add);
          refusals.attempt("ended", () -> left.getFirst().spawn(() -> {}));
          refusals.attempt(
              "ending",
              () ->
                  TaskGroup.run(
                      group -> {
                        group.spawn(
                            () -> {
                              try {
                                Async.sleep(Duration.ofHours(1));
                              } finally {
                                group.spawn(() -> {});
                              }
                            });
                        Async.yieldNow();
                        throw new IllegalArgumentException("stop");
                      }));
        });

    assertThat(refusals.sentences())
        .containsEntry("ended", "TaskGroup has ended; start the task in a group that is open")
        .containsEntry(
            "ending",
            "2 failures in a task group, first: java.lang.IllegalStateException:"
                + " TaskGroup is shutting down; no new task can join it");
  }

  @Test
  void aFutureIsCompletedOnceAndGivesNoResultBefore() {
    EventLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          refusals.attempt("result", future::result);
          refusals.attempt("exception", future::exception);
          future.setResult("one");
          refusals.attempt("again", () -> future.setResult("two"));
          refusals.attempt("fail", () -> future.setException(new Exception("three")));
        });

    String done = "Future [result: one] is done already; a future is completed once";
    refusals.are(
        "result",
        "Future [pending] has no result yet; await it",
        "exception",
        "Future [pending] is not done yet; await it",
        "again",
        done,
        "fail",
        done);
  }

  @Test
  void settingsOutOfRangeAreRefusedWithWhatWasSeen() {
    refusals.attempt("zero", () -> EventLoop.builder().blockedAfter(Duration.ZERO));
    refusals.attempt("negative", () -> EventLoop.builder().blockedAfter(Duration.ofMillis(-1)));
    refusals.attempt(
        "no futures", () -> EventLoop.run(() -> Async.wait(List.of(), ReturnWhen.ALL_COMPLETED)));

    assertThat(refusals.sentences())
        .containsEntry("zero", "blockedAfter must be at least 1 ms, got PT0S")
        .containsEntry("negative", "blockedAfter must be at least 1 ms, got PT-0.001S")
        .containsEntry("no futures", "wait() needs at least one future, got none");
  }

  @Test
  void aPropertyOutOfRangeIsRefusedToo() {
    System.setProperty("baton.blockedAfter", "0");
    try {
      refusals.attempt("property", EventLoop::builder);
    } finally {
      System.clearProperty("baton.blockedAfter");
    }

    assertThat(refusals.sentences())
        .containsEntry("property", "blockedAfter must be at least 1 ms, got PT0S");
  }

  @Test
  void aLoopMayBeAllowedToBlockForEver() {
    List<String> trail = new ArrayList<>();
    EventLoop.builder()
        .blockedAfter(Duration.ofSeconds(Long.MAX_VALUE))
        .run(() -> trail.add("first"));
    EventLoop.run(() -> trail.add("second"));

    assertThat(trail).containsExactly("first", "second");
  }

  @Test
  void nullIsRefusedByName() {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          refusals.attempt("callback", () -> loop.callSoon(null));
          refusals.attempt("later", () -> loop.callLater(SHORT, null));
          refusals.attempt("threadsafe", () -> loop.callSoonThreadsafe(null));
          refusals.attempt("handler", () -> loop.setExceptionHandler(null));
          refusals.attempt("clock", () -> EventLoop.builder().clock(null));
        });

    refusals.are(
        "callback", "callback",
        "later", "callback",
        "threadsafe", "callback",
        "handler", "handler",
        "clock", "clock");
  }
}
