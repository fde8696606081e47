package dev.baton.api;

import static dev.baton.Async.asCompleted;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.TimeoutException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class AsCompletedTest {
  private final List<String> trail = new ArrayList<>();

  private static Task<String> after(long millis, String result) {
    return spawn(
        () -> {
          sleep(ms(millis));
          return result;
        });
  }

  @Test
  void outcomesComeInTheOrderInWhichTheyHappen() throws Exception {
    VirtualLoop.run(
        () -> {
          for (Future<String> next :
              asCompleted(List.of(after(30, "a"), after(10, "b"), after(20, "c")))) {
            trail.add(next.await() + " at " + now());
          }
        });
    assertThat(trail).containsExactly("b at 10", "c at 20", "a at 30");
  }

  @Test
  void outcomesThatCameBeforeAnybodyAskedAreKept() throws Exception {
    VirtualLoop.run(
        () -> {
          Iterable<Future<String>> all = asCompleted(List.of(after(20, "a"), after(10, "b")));
          sleep(ms(100));
          for (Future<String> next : all) {
            assertThat(next.isDone()).isTrue();
            trail.add(next.await());
          }
        });
    assertThat(trail).containsExactly("b", "a");
  }

  @Test
  void theFirstThatWasHandedOutGetsTheFirstOutcome() throws Exception {
    VirtualLoop.run(
        () -> {
          Iterator<Future<String>> all =
              asCompleted(List.of(after(20, "a"), after(10, "b"))).iterator();
          Future<String> first = all.next();
          Future<String> second = all.next();
          trail.add("second " + second.await());
          trail.add("first " + first.await());
        });
    assertThat(trail).containsExactly("second a", "first b");
  }

  @Test
  void handsOutAsManyAsWereGiven() throws Exception {
    VirtualLoop.run(
        () -> {
          Iterator<Future<String>> all = asCompleted(List.of(after(10, "a"))).iterator();
          assertThat(all.hasNext()).isTrue();
          Future<String> only = all.next();

          assertThat(all.hasNext()).isFalse();
          assertThatThrownBy(all::next)
              .isInstanceOf(NoSuchElementException.class)
              .hasMessage("every future was handed out");
          assertThat(only.await()).isEqualTo("a");
          assertThat(asCompleted(List.of())).isEmpty();
        });
  }

  @Test
  void aFailureIsRaisedInItsPlace() throws Exception {
    IOException disk = new IOException("disk");
    VirtualLoop.run(
        () -> {
          Task<String> failing =
              spawn(
                  () -> {
                    sleep(ms(10));
                    throw disk;
                  });
          Iterator<Future<String>> all = asCompleted(List.of(after(20, "a"), failing)).iterator();

          assertThatThrownBy(() -> all.next().await()).isSameAs(disk);
          assertThat(all.next().await()).isEqualTo("a");
        });
  }

  @Test
  void aCancellationIsRaisedInItsPlace() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> cancelled = after(1_000, "never");
          Iterator<Future<String>> all = asCompleted(List.of(after(20, "a"), cancelled)).iterator();
          sleep(ms(1));
          cancelled.cancel("stop");

          assertThatThrownBy(() -> all.next().await())
              .isInstanceOf(CancelledError.class)
              .hasMessage("stop");
          assertThat(all.next().await()).isEqualTo("a");
        });
  }

  @Test
  void whatIsLateFailsWhenTheTimeIsOver() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> slow = after(100, "slow");
          Task<String> slower = after(200, "slower");
          for (Future<String> next :
              asCompleted(List.of(slow, after(10, "quick"), slower), ms(50))) {
            try {
              trail.add(next.await() + " at " + now());
            } catch (TimeoutException late) {
              trail.add(late.getMessage() + " at " + now());
            }
          }
          trail.add(slow.await() + " ran on");
        });
    assertThat(trail)
        .containsExactly(
            "quick at 10",
            "asCompleted timed out after 50 ms at 50",
            "asCompleted timed out after 50 ms at 50",
            "slow ran on");
  }

  @Test
  void aLimitThatIsNotReachedIsForgotten() {
    assertThatThrownBy(
            () ->
                VirtualLoop.run(
                    () -> {
                      for (Future<String> next : asCompleted(List.of(after(10, "a")), ms(1_000))) {
                        trail.add(next.await());
                      }
                      EventLoop.running().createFuture().await();
                    }))
        .as("no timer keeps the deadlock from being noticed")
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("(loop time 10 ms)");
    assertThat(trail).containsExactly("a");
  }

  @Test
  void cancellingTheReaderReachesNoneOfThem() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> a = after(10, "a");
          Task<String> b = after(20, "b");
          Iterator<Future<String>> all = asCompleted(List.of(a, b)).iterator();
          Task<String> reader = spawn(() -> all.next().await());
          sleep(ms(1));
          reader.cancel();
          assertThatThrownBy(reader::await).isInstanceOf(CancelledError.class);

          assertThat(all.next().await()).as("its place was given up").isEqualTo("a");
          assertThat(b.await()).isEqualTo("b");
        });
  }
}
