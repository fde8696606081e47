package dev.baton.api;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
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
