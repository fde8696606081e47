package dev.baton.api;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.LoopListener;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A request to cancel goes to what the task awaits, and from there on.
class CancellationChainTest {
  private static <T> Future<T> pending() {
    return EventLoop.running().createFuture();
  }

  private static void assertCancelled(Task<?> task, String message) {
    assertThatThrownBy(task::await).isInstanceOf(CancelledError.class).hasMessage(message);
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void passesAlongAChainOfTasks() {
    VirtualLoop.run(
        () -> {
          Future<String> source = pending();
          Task<String> inner = spawn(source::await);
          Task<String> middle = spawn(inner::await);
          Task<String> outer = spawn(middle::await);
          yieldNow();

          outer.cancel("all of you");

          assertThat(source.isCancelled()).isTrue();
          assertCancelled(outer, "all of you");
          assertCancelled(middle, "all of you");
          assertCancelled(inner, "all of you");
        });
  }

  @Test
  void passesAlongAVeryLongChain() {
    int length = 10_000;
    VirtualLoop.run(
        () -> {
          Future<String> source = pending();
          Task<String> last = spawn(source::await);
          for (int i = 1; i < length; i++) {
            Task<String> inner = last;
            last = spawn(inner::await);
          }
          yieldNow();

          last.cancel("all of you");

          assertCancelled(last, "all of you");
          assertThat(source.isCancelled()).isTrue();
        });
  }

  /// A task awaits a gather of a task that awaits a gather, and so on.
  @Test
  void passesThroughGathersHoweverDeep() {
    int depth = 10_000;
    VirtualLoop.run(
        () -> {
          Future<String> source = pending();
          List<Task<?>> all = new ArrayList<>();
          Task<?> last = spawn(source::await);
          for (int i = 1; i < depth; i++) {
            Task<?> inner = last;
            last = spawn(() -> Async.gather(inner).await());
            all.add(last);
          }
          yieldNow();

          last.cancel("all of you");

          assertThat(source.isCancelled()).isTrue();
          Async.wait(all, ReturnWhen.ALL_COMPLETED);
          assertThat(all).allMatch(Task::isCancelled);
        });
  }

  @Test
  void passesThroughGathersOfGathersHoweverDeep() {
    VirtualLoop.run(
        () -> {
          Future<?> source = pending();
          Future<?> last = source;
          for (int i = 0; i < 10_000; i++) {
            last = Async.gather(last);
          }

          assertThat(last.cancel()).isTrue();
          assertThat(source.isCancelled()).isTrue();
          assertThatThrownBy(last::await).isInstanceOf(CancelledError.class);
        });
  }

  /// Below a child before the next one, each as often as it is asked.
  @Test
  void asksInTheOrderOfTheChildren() {
    List<String> asked = new ArrayList<>();
    LoopListener listening =
        new LoopListener() {
          @Override
          public void cancelRequested(Task<?> task, Task<?> by) {
            asked.add(task.name());
          }
        };
    VirtualLoop.builder(new ArrayList<>())
        .listener(listening)
        .run(
            () -> {
              Task<?> a = spawn("a", () -> pending().await());
              Task<?> b = spawn("b", () -> pending().await());
              Task<?> done = spawn("done", () -> "x");
              Task<?> ab = spawn("ab", () -> Async.gather(a, done, b).await());
              Task<?> c = spawn("c", () -> pending().await());
              Task<?> bc = spawn("bc", () -> Async.gather(b, c).await());
              Task<?> all = spawn("all", () -> Async.gather(ab, bc).await());
              yieldNow();
              yieldNow();

              all.cancel();

              assertThat(asked).containsExactly("all", "ab", "a", "b", "bc", "b", "c");
              assertThat(b.cancelling()).isEqualTo(2);
              Async.wait(List.of(all, c), ReturnWhen.ALL_COMPLETED);
              assertThat(all.isCancelled()).isTrue();
            });
  }

  /// What awaits only what is done already is cancelled itself.
  @Test
  void aTaskWhoseGatherIsDoneTakesTheRequestItself() {
    VirtualLoop.run(
        () -> {
          Future<String> source = pending();
          Task<?> inner = spawn(() -> Async.gather(source).await());
          Task<?> outer = spawn(() -> Async.gather(inner).await());
          yieldNow();
          source.setResult("x");
          yieldNow(); // the gather is done, the task that awaits it has not run

          assertThat(outer.cancel()).isTrue();
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class);
          assertThat(inner.isCancelled()).isTrue();
        });
  }

  @Test
  void endsTasksThatAwaitEachOther() {
    VirtualLoop.run(
        () -> {
          Future<Task<String>> second = pending();
          Task<String> a = spawn("a", () -> second.await().await());
          Task<String> b = spawn("b", a::await);
          second.setResult(b);
          yieldNow();
          yieldNow();

          assertThat(a.cancel("break it")).isTrue();

          assertCancelled(a, "break it");
          assertCancelled(b, "break it");
        });
  }

  @Test
  void endsTasksThatAwaitEachOtherThroughAGather() {
    VirtualLoop.run(
        () -> {
          Future<Task<String>> second = pending();
          Task<?> a = spawn("a", () -> Async.gather(List.of(second.await())).await());
          Task<String> b = spawn("b", () -> a.await().toString());
          second.setResult(b);
          yieldNow();
          yieldNow();

          assertThat(b.cancel("break it")).isTrue();

          yieldNow();
          yieldNow();
          yieldNow();
          yieldNow();
          assertThat(a.isDone()).isTrue();
          assertThat(b.isDone()).isTrue();
        });
  }
}
