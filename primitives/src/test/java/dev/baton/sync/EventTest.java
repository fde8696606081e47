package dev.baton.sync;

import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
  private final Event event = new Event("ready");
  private final List<String> trail = new ArrayList<>();

  private Task<Void> waiter(String name) {
    return spawn(
        () -> {
          event.await();
          trail.add(name);
        });
  }

  @Test
  void wakesAllWhoWaitInTheOrderInWhichTheyCame() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          waiter("b");
          waiter("c");
          settle();
          event.set();
          trail.add("set");
          settle();
        });
    assertThat(trail).containsExactly("set", "a", "b", "c");
  }

  @Test
  void staysSetUntilItIsCleared() {
    VirtualLoop.run(
        () -> {
          event.set();
          event.set();
          event.await();
          trail.add("through");
          event.clear();
          waiter("late");
          settle();
          trail.add("cleared");
          event.set();
          settle();
        });
    assertThat(trail).containsExactly("through", "cleared", "late");
  }

  @Test
  void goingThroughKeepsTheBaton() {
    VirtualLoop.run(
        () -> {
          event.set();
          spawn(() -> trail.add("other"));
          event.await();
          trail.add("main");
          yieldNow();
        });
    assertThat(trail).containsExactly("main", "other");
  }

  @Test
  void whoWasWokenGoesOnAlthoughItIsClearedAgain() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          settle();
          event.set();
          event.clear();
          waiter("too late");
          settle();
          assertThat(event).hasToString("Event \"ready\" [not set, 1 waiting]");
        });
    assertThat(trail).containsExactly("a");
  }

  @Test
  void whoIsCancelledLeavesTheOthersWaiting() {
    VirtualLoop.run(
        () -> {
          waiter("a");
          Task<Void> b = waiter("b");
          waiter("c");
          settle();
          b.cancel("stop");
          assertThatThrownBy(b::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          assertThat(event).hasToString("Event \"ready\" [not set, 2 waiting]");
          event.set();
          settle();
        });
    assertThat(trail).containsExactly("a", "c");
  }

  @Test
  void whoIsCancelledInTheTurnOfTheSetIsCancelled() {
    VirtualLoop.run(
        () -> {
          Task<Void> a = waiter("a");
          Task<Void> b = waiter("b");
          settle();
          a.cancel();
          event.set();
          b.cancel();
          settle();
          assertThat(a.isCancelled()).isTrue();
          assertThat(b.isCancelled()).isTrue();
          assertThat(event).hasToString("Event \"ready\" [set]");
        });
    assertThat(trail).isEmpty();
  }

  @Test
  void tellsItsState() {
    VirtualLoop.run(
        () -> {
          assertThat(event.isSet()).isFalse();
          assertThat(event).hasToString("Event \"ready\" [not set]");
          event.set();
          assertThat(event.isSet()).isTrue();
          assertThat(event).hasToString("Event \"ready\" [set]");
          event.clear();
          assertThat(event.isSet()).isFalse();
          assertThat(new Event()).hasToString("Event [not set]");
        });
  }
}
