package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.OutsideSource;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.Event;
import dev.baton.sync.Lock;
import dev.baton.sync.Queue;
import dev.baton.sync.Semaphore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// What is used in a place where it cannot be is refused with one sentence that says where to use
/// it: outside any loop, in a callback, on a foreign thread, on another loop.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class MisplacedUseTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Refusals refusals = new Refusals();

  @Test
  void whatWaitsIsRefusedWhereNoLoopRuns() {
    refusals.attempt("sleep", () -> Async.sleep(SHORT));
    refusals.attempt("yieldNow", Async::yieldNow);
    refusals.attempt("currentTask", Async::currentTask);
    refusals.attempt("timeout", () -> Async.timeout(SHORT, () -> {}));
    refusals.attempt("group", () -> TaskGroup.run(_ -> {}));
    refusals.attempt("blocking", () -> Blocking.call(() -> {}));
    refusals.attempt("lock", () -> new Lock().acquire());
    refusals.attempt("semaphore", () -> new Semaphore(1).acquire());
    refusals.attempt("spawn", () -> Async.spawn(() -> {}));
    refusals.attempt("event", () -> new Event().await());
    refusals.attempt("queue", () -> new Queue<String>().get());
    refusals.attempt("completer", () -> Completer.open("it", () -> {}));
    refusals.attempt("from", () -> Future.from(new CompletableFuture<String>()));
    refusals.attempt("running", EventLoop::running);

    String remedy = " must be called from a task; start one with EventLoop.run(...)";
    String noLoop =
        "no loop is running here; call this from a task, started with EventLoop.run(...)";
    refusals.are(
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
        "running", noLoop);
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
                refusals.attempt("sleep", () -> Async.sleep(SHORT));
                refusals.attempt("await", future::await);
                refusals.attempt("lock", () -> new Lock().acquire());
                refusals.attempt("event", event::await);
                refusals.attempt("run", () -> EventLoop.run(() -> {}));
              });
          Async.yieldNow();
        });

    String remedy = " must be called from a task; start one with EventLoop.run(...)";
    refusals.are(
        "sleep", "sleep()" + remedy,
        "await", "await()" + remedy,
        "lock", "Lock.acquire()" + remedy,
        "event", "await()" + remedy,
        "run",
            "EventLoop.run() cannot be called from a running loop; spawn a task, or use"
                + " Blocking.call(...)");
  }

  @Test
  void aLoopInsideATaskIsRefused() {
    EventLoop.run(() -> refusals.attempt("run", () -> EventLoop.run(() -> {})));

    assertThat(refusals.sentences())
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
                            refusals.attempt("callSoon", () -> loop.callSoon(() -> {}));
                            refusals.attempt("callLater", () -> loop.callLater(SHORT, () -> {}));
                            refusals.attempt("callAt", () -> loop.callAt(1, () -> {}));
                            refusals.attempt("openSource", () -> loop.openSource("x"));
                            refusals.attempt("close", source::close);
                            refusals.attempt("allTasks", loop::allTasks);
                            refusals.attempt("setResult", () -> future.setResult("x"));
                            refusals.attempt("fail", () -> future.setException(new Exception()));
                            refusals.attempt("cancel", future::cancel);
                            refusals.attempt(
                                "addDoneCallback", () -> future.addDoneCallback(_ -> {}));
                            refusals.attempt("toCompletable", future::toCompletableFuture);
                            refusals.attempt("task.cancel", task::cancel);
                            refusals.attempt("group.spawn", () -> group.spawn(() -> {}));
                          })
                      .join());
        });

    assertThat(refusals.sentences())
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
          refusals.attempt("await", () -> futures.getFirst().await());
          refusals.attempt("lock", lock::acquire);
          refusals.attempt("event", event::await);
          refusals.attempt("set", event::set);
          refusals.attempt("wait", () -> Async.wait(futures, ReturnWhen.ALL_COMPLETED));
        });

    String serves = " belongs to another loop; a primitive serves the tasks of one loop";
    assertThat(refusals.sentences().get("await"))
        .isEqualTo(
            "Future [pending] belongs to another loop than task \"main\";"
                + " use toCompletableFuture() to cross");
    assertThat(refusals.sentences().get("lock")).isEqualTo("Lock \"theirs\" [locked]" + serves);
    assertThat(refusals.sentences().get("event")).isEqualTo("Event [not set]" + serves);
    assertThat(refusals.sentences().get("set")).isEqualTo("Event [not set]" + serves);
    assertThat(refusals.sentences().get("wait"))
        .startsWith("this belongs to a loop that does not run on thread");
  }
}
