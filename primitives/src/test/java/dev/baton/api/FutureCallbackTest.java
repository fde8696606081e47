package dev.baton.api;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.UnhandledFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FutureCallbackTest {
  private final List<String> trail = new ArrayList<>();

  private static Future<String> pending() {
    return EventLoop.running().createFuture();
  }

  @Test
  void callbacksAndWaitingTasksRunInOrderOfArrivalInTheNextTurn() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          future.addDoneCallback(done -> trail.add("first " + done));
          spawn(() -> trail.add("task " + future.await()));
          yieldNow();
          future.addDoneCallback(done -> trail.add("third " + done));

          future.setResult("r");
          trail.add("set");
          yieldNow();
        });
    assertThat(trail)
        .containsExactly("set", "first Future [result: r]", "task r", "third Future [result: r]");
  }

  @Test
  void aCallbackAddedToADoneFutureRunsInTheNextTurn() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          future.setResult("r");

          future.addDoneCallback(_ -> trail.add("callback"));
          trail.add("added");
          yieldNow();
        });
    assertThat(trail).containsExactly("added", "callback");
  }

  @Test
  void aCallbackRunsOnceForEachTimeItWasAdded() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Consumer<Future<String>> callback = _ -> trail.add("callback");
          future.addDoneCallback(callback);
          future.addDoneCallback(callback);

          future.setResult("r");
          yieldNow();
        });
    assertThat(trail).containsExactly("callback", "callback");
  }

  @Test
  void removingTakesBackEveryTimeItWasAdded() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Consumer<Future<String>> wanted = _ -> trail.add("wanted");
          Consumer<Future<String>> unwanted = _ -> trail.add("unwanted");
          future.addDoneCallback(unwanted);
          assertThat(future.removeDoneCallback(unwanted)).isOne();
          future.addDoneCallback(unwanted);
          future.addDoneCallback(wanted);
          future.addDoneCallback(unwanted);

          assertThat(future.removeDoneCallback(unwanted)).isEqualTo(2);
          assertThat(future.removeDoneCallback(unwanted)).isZero();
          future.setResult("r");
          yieldNow();
        });
    assertThat(trail).containsExactly("wanted");
  }

  @Test
  void aScheduledCallbackCannotBeTakenBack() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          Consumer<Future<String>> callback = _ -> trail.add("callback");
          future.addDoneCallback(callback);
          future.setResult("r");

          assertThat(future.removeDoneCallback(callback)).isZero();
          yieldNow();
        });
    assertThat(trail).containsExactly("callback");
  }

  @Test
  void aCallbackThatFailsIsReportedAndTheOthersRun() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    IllegalStateException bug = new IllegalStateException("bug");
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Future<String> future = pending();
              future.addDoneCallback(
                  _ -> {
                    throw bug;
                  });
              future.addDoneCallback(_ -> trail.add("second"));

              future.setResult("r");
              yieldNow();
              trail.add("main goes on");
            });
    assertThat(trail).containsExactly("second", "main goes on");
    assertThat(unhandled).hasSize(1);
    assertThat(unhandled.getFirst().exception()).isSameAs(bug);
    assertThat(unhandled.getFirst().message()).startsWith("a callback failed: ");
    assertThat(unhandled.getFirst().name()).isNull();
  }

  @Test
  void nullIsNoCallback() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          assertThatThrownBy(() -> future.addDoneCallback(null))
              .isInstanceOf(NullPointerException.class);
        });
  }

  @Test
  void cancellingRunsTheCallbacksToo() {
    VirtualLoop.run(
        () -> {
          Future<String> future = pending();
          future.addDoneCallback(done -> trail.add(done.toString()));

          future.cancel();
          yieldNow();
        });
    assertThat(trail).containsExactly("Future [cancelled]");
  }
}
