package dev.baton.api;

import static dev.baton.Async.currentTask;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Body;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void startsInTheTurnAfterItWasSpawned() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<?> task = spawn(() -> trail.add("body"));
          trail.add("spawned");
          yieldNow();
          trail.add("a turn later, done: " + task.isDone());
        });
    assertThat(trail).containsExactly("spawned", "body", "a turn later, done: true");
  }

  @Test
  void runsUntilItHasToWait() throws Exception {
    VirtualLoop.run(
        () -> {
          spawn(
              () -> {
                trail.add("a1");
                trail.add("a2");
                yieldNow();
                trail.add("a3");
              });
          spawn(() -> trail.add("b"));
          yieldNow();
          yieldNow();
        });
    assertThat(trail).containsExactly("a1", "a2", "b", "a3");
  }

  @Test
  void isTheFutureOfWhatItsBodyReturns() throws Exception {
    String page = VirtualLoop.run(() -> spawn(() -> "page").await());
    assertThat(page).isEqualTo("page");
  }

  @Test
  void aTaskWithoutANameHasANumber() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<?> first = spawn(() -> 1);
          Task<?> second = spawn(() -> 2);

          assertThat(first.name()).isEqualTo("task-2"); // the main task is the first
          assertThat(second.name()).isEqualTo("task-3");
          assertThat(second).hasToString("task \"task-3\"");
        });
  }

  @Test
  void canBeNamedAndRenamed() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<?> task = spawn("fetch", () -> 1);
          assertThat(task.name()).isEqualTo("fetch");

          task.setName("fetch again");
          assertThat(task).hasToString("task \"fetch again\"");
          task.setName(null);
          assertThat(task.name()).isEqualTo("task-2");
        });
  }

  @Test
  void knowsWhichTaskRuns() throws Exception {
    VirtualLoop.run(
        () -> {
          assertThat(currentTask().name()).isEqualTo("main");
          Task<Task<?>> other = spawn("other", Async::currentTask);

          assertThat(other.await()).isSameAs(other);
          assertThat(currentTask().name()).isEqualTo("main");
        });
  }

  @Test
  void aCallbackIsNoTask() throws Exception {
    VirtualLoop.run(
        () -> {
          EventLoop.running()
              .callSoon(
                  () ->
                      assertThatThrownBy(Async::currentTask)
                          .isInstanceOf(IllegalStateException.class)
                          .hasMessage(
                              "currentTask() must be called from a task; start one with"
                                  + " EventLoop.run(...)"));
          yieldNow();
        });
  }

  @Test
  void getsItsResultFromItsBodyOnly() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> task = spawn("t", () -> "own");

          assertThatThrownBy(() -> task.setResult("foreign"))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessage("task \"t\" gets its result from its body");
          assertThatThrownBy(() -> task.setException(new IOException()))
              .isInstanceOf(UnsupportedOperationException.class)
              .hasMessage("task \"t\" gets its failure from its body");
          assertThat(task.await()).isEqualTo("own");
        });
  }

  @Test
  void needsABody() {
    VirtualLoop.run(
        () ->
            assertThatThrownBy(() -> spawn((Body<String, ?>) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("body"));
  }

  @Test
  void cannotAwaitItself() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<?> self = currentTask();

          assertThatThrownBy(self::await)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("task \"main\" cannot await itself");

          yieldNow();
          trail.add("goes on");
        });
    assertThat(trail).containsExactly("goes on");
  }

  @Test
  void aTaskThatAwaitedItselfCannotBeAwaitedWhileItRuns() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Void> odd =
              spawn(
                  "odd",
                  () -> {
                    assertThatThrownBy(() -> currentTask().await())
                        .isInstanceOf(IllegalStateException.class);
                    yieldNow();
                    yieldNow();
                  });
          yieldNow();
          yieldNow();
          yieldNow();
          assertThatThrownBy(odd::await)
              .isInstanceOf(IllegalStateException.class)
              .hasMessage("task \"odd\" awaits itself; nobody can await it before it ends");
          yieldNow();
          odd.await();
        });
  }

  @Test
  void anErrorIsAFailureLikeAnyOther() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Integer> task = spawn(() -> dive(0));
          assertThatThrownBy(task::await).isInstanceOf(StackOverflowError.class);
          assertThat(task.exception()).isInstanceOf(StackOverflowError.class);
        });
  }

  private static int dive(int depth) {
    return 1 + dive(depth + 1);
  }

  @Test
  void aCheckedExceptionArrivesAsItIs() throws Exception {
    class Custom extends Exception {}
    Custom failure = new Custom();
    VirtualLoop.run(
        () -> {
          Task<String> task =
              spawn(
                  () -> {
                    throw failure;
                  });

          assertThatThrownBy(task::await).isSameAs(failure);
          assertThat(task.exception()).isSameAs(failure);
          assertThat(task.isCancelled()).isFalse();
        });
  }

  @Test
  void theLoopListsItsTasksOldestFirst() throws Exception {
    VirtualLoop.run(
        () -> {
          Future<String> never = EventLoop.running().createFuture();
          List<Task<?>> tasks = new ArrayList<>();
          for (String name : List.of("a", "b", "c", "d")) {
            tasks.add(spawn(name, never::await));
          }
          Task<?> ended = spawn("ended", () -> 1);
          ended.await();
          assertThat(names()).containsExactly("main", "a", "b", "c", "d");

          tasks.get(1).cancel();
          yieldNow();
          yieldNow();

          assertThat(names()).containsExactly("main"); // they shared one future
        });
  }

  private static List<String> names() {
    return EventLoop.running().allTasks().stream().map(Task::name).toList();
  }

  @Test
  void manyTasksMayAwaitOne() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> source = spawn(() -> "water");
          List<Task<String>> readers = new ArrayList<>();
          for (int i = 0; i < 1_000; i++) {
            readers.add(spawn(source::await));
          }
          for (Task<String> reader : readers) {
            assertThat(reader.await()).isEqualTo("water");
          }
        });
  }
}
