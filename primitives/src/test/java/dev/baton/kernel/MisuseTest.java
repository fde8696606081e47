package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.OutsideSource;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.When;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What is used wrongly is refused with one sentence: what, why, and what to do instead.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class MisuseTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  /// What was tried, and the sentence with which it was refused.
  private final Map<String, String> refusals = new LinkedHashMap<>();

  private void attempt(String what, ThrowingCallable misuse) {
    Throwable refusal = catchThrowable(misuse);
    assertThat(refusal).as(what).isInstanceOf(RuntimeException.class);
    refusals.put(what, refusal.getMessage());
  }

  @Test
  void whatWaitsIsRefusedWhereNoLoopRuns() {
    attempt("sleep", () -> Async.sleep(SHORT));
    attempt("yieldNow", Async::yieldNow);
    attempt("currentTask", Async::currentTask);
    attempt("timeout", () -> Async.timeout(SHORT, () -> {}));
    attempt("group", () -> TaskGroup.run(_ -> {}));
    attempt("blocking", () -> Blocking.call(() -> {}));
    attempt("lock", () -> new Lock().acquire());
    attempt("semaphore", () -> new Semaphore(1).acquire());
    attempt("spawn", () -> Async.spawn(() -> {}));
    attempt("event", () -> new Event().await());
    attempt("queue", () -> new Queue<String>().get());
    attempt("completer", () -> Completer.open("it", () -> {}));
    attempt("from", () -> Future.from(new CompletableFuture<String>()));
    attempt("running", EventLoop::running);

    String remedy = " must be called from a task; start one with EventLoop.run(...)";
    String noLoop =
        "no loop is running here; call this from a task, started with EventLoop.run(...)";
    assertThat(refusals)
        .containsExactlyEntriesOf(
            orderedMap(
                "sleep", "sleep()" + remedy,
                "yieldNow", "yieldNow()" + remedy,
                "currentTask", "currentTask()" + remedy,
                "timeout", "Timeout.run()" + remedy,
                "group", "TaskGroup.run()" + remedy,
                "blocking", "Blocking.call()" + remedy,
                "lock", "Lock.acquire()" + remedy,
                "semaphore", "Semaphore.acquire()" + remedy,
                "spawn", noLoop,
                "event", noLoop,
                "queue", noLoop,
                "completer", noLoop,
                "from", noLoop,
                "running", noLoop));
  }

  @Test
  void whatWaitsIsRefusedInACallback() throws Exception {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<String> future = loop.createFuture();
          Event event = new Event();
          loop.callSoon(
              () -> {
                attempt("sleep", () -> Async.sleep(SHORT));
                attempt("await", future::await);
                attempt("lock", () -> new Lock().acquire());
                attempt("event", event::await);
                attempt("run", () -> EventLoop.run(() -> {}));
              });
          Async.yieldNow();
        });

    String remedy = " must be called from a task; start one with EventLoop.run(...)";
    assertThat(refusals)
        .containsExactlyEntriesOf(
            orderedMap(
                "sleep", "sleep()" + remedy,
                "await", "await()" + remedy,
                "lock", "Lock.acquire()" + remedy,
                "event", "await()" + remedy,
                "run",
                    "EventLoop.run() cannot be called from a running loop; spawn a task, or use"
                        + " Blocking.call(...)"));
  }

  @Test
  void aLoopInsideATaskIsRefused() {
    EventLoop.run(() -> attempt("run", () -> EventLoop.run(() -> {})));

    assertThat(refusals)
        .containsEntry(
            "run",
            "EventLoop.run() cannot be called from a running loop; spawn a task, or use"
                + " Blocking.call(...)");
  }

  @Test
  void aForeignThreadIsRefusedEverythingButTheDoorThatWasMadeForIt() throws Exception {
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Task<?> task = Async.currentTask();
          Future<String> future = loop.createFuture();
          OutsideSource source = loop.openSource("a source");
          TaskGroup.run(
              group ->
                  Stranger.does(
                          () -> {
                            attempt("callSoon", () -> loop.callSoon(() -> {}));
                            attempt("callLater", () -> loop.callLater(SHORT, () -> {}));
                            attempt("callAt", () -> loop.callAt(1, () -> {}));
                            attempt("openSource", () -> loop.openSource("x"));
                            attempt("close", source::close);
                            attempt("allTasks", loop::allTasks);
                            attempt("setResult", () -> future.setResult("x"));
                            attempt("fail", () -> future.setException(new Exception()));
                            attempt("cancel", future::cancel);
                            attempt("addDoneCallback", () -> future.addDoneCallback(_ -> {}));
                            attempt("toCompletable", future::toCompletableFuture);
                            attempt("task.cancel", task::cancel);
                            attempt("group.spawn", () -> group.spawn(() -> {}));
                          })
                      .join());
        });

    assertThat(refusals)
        .hasSize(13)
        .allSatisfy(
            (_, sentence) ->
                assertThat(sentence)
                    .isEqualTo(
                        "this belongs to a loop that does not run on thread \"stranger\";"
                            + " from other threads use callSoonThreadsafe(...)"));
  }

  @Test
  void whatBelongsToAnotherLoopIsRefused() throws Exception {
    Lock lock = new Lock("theirs");
    Event event = new Event();
    List<Future<String>> futures = new ArrayList<>();
    EventLoop.run(
        () -> {
          futures.add(EventLoop.running().createFuture());
          Async.spawn(event::await);
          lock.acquire();
          Async.yieldNow();
        });
    EventLoop.run(
        () -> {
          attempt("await", () -> futures.getFirst().await());
          attempt("lock", lock::acquire);
          attempt("event", event::await);
          attempt("set", event::set);
          attempt("wait", () -> Async.wait(futures, When.ALL_COMPLETED));
        });

    String serves = " belongs to another loop; a primitive serves the tasks of one loop";
    assertThat(refusals.get("await"))
        .isEqualTo(
            "Future [pending] belongs to another loop than task \"main\";"
                + " use toCompletableFuture() to cross");
    assertThat(refusals.get("lock")).isEqualTo("Lock \"theirs\" [locked]" + serves);
    assertThat(refusals.get("event")).isEqualTo("Event [not set]" + serves);
    assertThat(refusals.get("set")).isEqualTo("Event [not set]" + serves);
    assertThat(refusals.get("wait"))
        .startsWith("this belongs to a loop that does not run on thread");
  }

  @Test
  void aTaskThatAwaitsItselfIsRefused() {
    EventLoop.run(() -> attempt("itself", () -> Async.currentTask().await()));

    assertThat(refusals).containsEntry("itself", "task \"main\" cannot await itself");
  }

  @Test
  void aTaskGetsItsOutcomeFromItsBodyAlone() {
    EventLoop.run(
        () -> {
          @SuppressWarnings("unchecked")
          Task<Object> task = (Task<Object>) Async.currentTask();
          attempt("setResult", () -> task.setResult("x"));
          attempt("setException", () -> task.setException(new Exception()));
        });

    assertThat(refusals)
        .containsEntry("setResult", "task \"main\" gets its result from its body")
        .containsEntry("setException", "task \"main\" gets its failure from its body");
  }

  @Test
  void aTimeoutIsUsedOnceAndMovedInsideOnly() {
    EventLoop.run(
        () -> {
          var timeout = dev.baton.Timeout.after(SHORT);
          attempt("before", () -> timeout.reschedule(SHORT));
          timeout.run(() -> {});
          attempt("again", () -> timeout.run(() -> {}));
          attempt("after", timeout::disable);
        });

    assertThat(refusals)
        .containsExactlyEntriesOf(
            orderedMap(
                "before", "Timeout has not been entered; call this inside its body",
                "again", "Timeout was entered already; make a new one for each run",
                "after", "Timeout is exited; it can be moved only inside its body"));
  }

  @Test
  void aGroupThatHasEndedOrIsEndingTakesNoTask() {
    EventLoop.run(
        () -> {
          List<TaskGroup> left = new ArrayList<>();
          TaskGroup.run(left::add);
          attempt("ended", () -> left.getFirst().spawn(() -> {}));
          attempt(
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

    assertThat(refusals)
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
          attempt("result", future::result);
          attempt("exception", future::exception);
          future.setResult("one");
          attempt("again", () -> future.setResult("two"));
          attempt("fail", () -> future.setException(new Exception("three")));
        });

    String done = "Future [result: one] is done already; a future is completed once";
    assertThat(refusals)
        .containsExactlyEntriesOf(
            orderedMap(
                "result",
                "Future [pending] has no result yet; await it",
                "exception",
                "Future [pending] is not done yet; await it",
                "again",
                done,
                "fail",
                done));
  }

  @Test
  void settingsOutOfRangeAreRefusedWithWhatWasSeen() {
    attempt("zero", () -> EventLoop.builder().blockedAfter(Duration.ZERO));
    attempt("negative", () -> EventLoop.builder().blockedAfter(Duration.ofMillis(-1)));
    attempt("no futures", () -> EventLoop.run(() -> Async.wait(List.of(), When.ALL_COMPLETED)));

    assertThat(refusals)
        .containsEntry("zero", "blockedAfter must be at least 1 ms, got PT0S")
        .containsEntry("negative", "blockedAfter must be at least 1 ms, got PT-0.001S")
        .containsEntry("no futures", "wait() needs at least one future, got none");
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
          attempt("callback", () -> loop.callSoon(null));
          attempt("later", () -> loop.callLater(SHORT, null));
          attempt("threadsafe", () -> loop.callSoonThreadsafe(null));
          attempt("handler", () -> loop.setExceptionHandler(null));
          attempt("clock", () -> EventLoop.builder().clock(null));
        });

    assertThat(refusals)
        .containsExactlyEntriesOf(
            orderedMap(
                "callback", "callback",
                "later", "callback",
                "threadsafe", "callback",
                "handler", "handler",
                "clock", "clock"));
  }

  private static Map<String, String> orderedMap(String... keysAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
