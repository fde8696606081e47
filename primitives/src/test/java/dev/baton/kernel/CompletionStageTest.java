package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.ReturnWhen;
import dev.baton.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// The bridges to and from the JDK's futures carry results, failures and cancellations both ways.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class CompletionStageTest {
  private final List<String> trail = new ArrayList<>();

  @Test
  void aResultOfAStageIsAwaited() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    String result =
        EventLoop.run(
            () -> {
              Stranger.does(() -> stage.complete("result"));
              return Future.from(stage).await();
            });

    assertThat(result).isEqualTo("result");
  }

  @Test
  void aStageThatIsDoneAlreadyIsAwaitedToo() throws Exception {
    String result =
        EventLoop.run(() -> Future.from(CompletableFuture.completedFuture("result")).await());

    assertThat(result).isEqualTo("result");
  }

  @Test
  void aFailureOfAStageIsTheVeryExceptionWithoutItsWrapping() throws Exception {
    IOException failure = new IOException("connection reset");
    List<Throwable> raised = new ArrayList<>();
    EventLoop.run(
        () -> {
          CompletableFuture<String> direct = CompletableFuture.failedFuture(failure);
          raised.add(catchThrowable(Future.from(direct)::await));
          raised.add(catchThrowable(Future.from(direct.thenApply(x -> x))::await));
          raised.add(
              catchThrowable(
                  Future.from(CompletableFuture.failedFuture(new CompletionException(failure)))
                      ::await));
        });

    assertThat(raised).hasSize(3).allSatisfy(one -> assertThat(one).isSameAs(failure));
  }

  @Test
  void aCancelledStageCancelsTheFuture() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    EventLoop.run(
        () -> {
          Future<String> future = Future.from(stage);
          Stranger.does(() -> stage.cancel(true));
          trail.add(catchThrowable(future::await).getClass().getSimpleName());
          trail.add("cancelled: " + future.isCancelled());
        });

    assertThat(trail).containsExactly("CancelledError", "cancelled: true");
  }

  @Test
  void cancellingTheTaskCancelsTheStage() throws Exception {
    CompletableFuture<String> stage = new CompletableFuture<>();
    EventLoop.run(
        () -> {
          Task<String> task = Async.spawn(() -> Future.from(stage).await());
          Async.yieldNow();
          task.cancel();
          Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
        });

    assertThat(stage).isCancelled();
  }

  @Test
  void aStageThatRefusesToBeConvertedIsLeftToItself() throws Exception {
    CompletionStage<String> stage = new CompletableFuture<String>().minimalCompletionStage();
    EventLoop.run(
        () -> {
          Future<String> future = Future.from(stage);
          future.cancel();
          Async.yieldNow();
          trail.add(future.toString());
        });

    assertThat(trail).containsExactly("Future [cancelled]");
  }

  @Test
  void anotherThreadGetsTheResultOfATask() throws Exception {
    Stranger other =
        EventLoop.run(
            () -> {
              Task<String> task = Async.spawn(() -> "result");
              CompletableFuture<String> bridge = task.toCompletableFuture();
              return Stranger.does(() -> trail.add(bridge.get()));
            });
    other.join();

    assertThat(trail).containsExactly("result");
  }

  @Test
  void anotherThreadGetsTheFailureOfATaskWhichCountsAsSeen() throws Exception {
    IOException failure = new IOException("no such page");
    List<CompletableFuture<?>> bridges = new ArrayList<>();
    List<String> unhandled = new ArrayList<>();
    EventLoop.builder()
        .exceptionHandler(report -> unhandled.add(report.message()))
        .run(
            () -> {
              Task<Void> task = Async.spawn(() -> raise(failure));
              bridges.add(task.toCompletableFuture());
              Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
            });

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> bridges.getFirst().get())
        .havingCause()
        .isSameAs(failure);
    assertThat(unhandled).isEmpty();
  }

  private static void raise(IOException failure) throws IOException {
    throw failure;
  }

  @Test
  void cancellingTheBridgeFromAnotherThreadCancelsTheTask() throws Exception {
    EventLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          Task<String> task = Async.spawn(future::await);
          CompletableFuture<String> bridge = task.toCompletableFuture();
          Stranger.does(() -> bridge.cancel(true)).join();
          Async.wait(List.of(task), ReturnWhen.ALL_COMPLETED);
          trail.add("task cancelled: " + task.isCancelled());
          trail.add("future cancelled: " + future.isCancelled());
        });

    assertThat(trail).containsExactly("task cancelled: true", "future cancelled: true");
  }

  @Test
  void cancellingTheFutureCancelsTheBridge() throws Exception {
    EventLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          CompletableFuture<String> bridge = future.toCompletableFuture();
          future.cancel();
          Async.yieldNow();
          trail.add("bridge cancelled: " + bridge.isCancelled());
        });

    assertThat(trail).containsExactly("bridge cancelled: true");
  }

  @Test
  void aBridgeThatIsOpenWhenTheLoopEndsIsCancelled() throws Exception {
    List<CompletableFuture<?>> bridges = new ArrayList<>();
    EventLoop.run(
        () -> {
          bridges.add(EventLoop.running().createFuture().toCompletableFuture());
          bridges.add(Async.spawn(() -> "too late to be seen").toCompletableFuture());
          bridges.add(Async.currentTask().toCompletableFuture());
        });

    assertThat(bridges.get(0)).isCancelled();
    assertThat(bridges).allSatisfy(bridge -> assertThat(bridge).isDone());
  }

  @Test
  void aBridgeOfWhatIsDoneHasTheResultEvenIfTheLoopEndsAtOnce() throws Exception {
    CompletableFuture<String> bridge =
        EventLoop.run(
            () -> {
              Future<String> future = EventLoop.running().createFuture();
              future.setResult("result");
              return future.toCompletableFuture();
            });

    assertThat(bridge).isCompletedWithValue("result");
  }

  @Test
  void aBridgeCrossesFromOneLoopToAnother() throws Exception {
    String result =
        EventLoop.run(
            () -> {
              CompletableFuture<CompletableFuture<String>> handover = new CompletableFuture<>();
              Stranger.does(
                  () ->
                      EventLoop.run(
                          () -> {
                            Task<String> task = Async.spawn(() -> "from the other loop");
                            handover.complete(task.toCompletableFuture());
                            task.await();
                          }));
              return Future.from(handover.thenCompose(bridge -> bridge)).await();
            });

    assertThat(result).isEqualTo("from the other loop");
  }

  @Test
  void awaitingACancelledBridgeRaisesOurCancellation() {
    assertThatExceptionOfType(CancelledError.class)
        .isThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Future<String> future = EventLoop.running().createFuture();
                      future.toCompletableFuture().cancel(false);
                      future.await();
                    }));
  }
}
