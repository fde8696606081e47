package dev.baton.api;

import static dev.baton.Async.gather;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.EventLoop;
import dev.baton.ExceptionHandler;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/// A failure that nobody takes is reported, once.
class UnhandledFailureTest {
  private final IOException disk = new IOException("disk");
  private final List<UnhandledFailure> unhandled = new ArrayList<>();

  private Task<String> failing(String name) {
    return spawn(
        name,
        () -> {
          throw disk;
        });
  }

  @Test
  void aTaskThatNobodyAwaitedIsReportedWithItsNameAndOrigin() {
    int[] line = new int[1];
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              line[0] = Lines.here() + 1;
              spawn("fetch", () -> failing("inner").await());
              yieldNow();
              yieldNow();
              yieldNow();
            });
    assertThat(unhandled)
        .containsExactly(
            new UnhandledFailure(
                "task \"fetch\" failed and nobody awaited it, started at"
                    + " UnhandledFailureTest.aTaskThatNobodyAwaitedIsReportedWithItsNameAndOrigin"
                    + "(UnhandledFailureTest.java:"
                    + line[0]
                    + ")",
                disk,
                "fetch"));
  }

  @Test
  void aFutureHasNoName() {
    VirtualLoop.builder(unhandled).run(() -> EventLoop.running().createFuture().setException(disk));
    assertThat(unhandled)
        .containsExactly(new UnhandledFailure("a future failed and nobody awaited it", disk, null));
  }

  @Test
  void reportsComeInTheOrderOfTheFailures() {
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              for (String name : List.of("a", "b", "c")) {
                failing(name);
              }
              yieldNow();
            });
    assertThat(unhandled).extracting(UnhandledFailure::name).containsExactly("a", "b", "c");
  }

  @Test
  void whoAwaitsLateStillSeesIt() {
    VirtualLoop.run( // which fails the test if it is reported
        () -> {
          Task<String> task = failing("late");
          sleep(ms(1_000));
          assertThatThrownBy(task::await).isSameAs(disk);
        });
  }

  @Test
  void askingForTheExceptionCountsAsSeen() {
    VirtualLoop.run(
        () -> {
          Task<String> task = failing("asked");
          yieldNow();
          assertThat(task.exception()).isSameAs(disk);
        });
  }

  @Test
  void lookingAtTheStateDoesNot() {
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Task<String> task = failing("looked at");
              yieldNow();
              assertThat(task.isDone()).isTrue();
              assertThat(task.isCancelled()).isFalse();
              assertThat(task.failure()).containsSame(disk);
              assertThat(task.toString()).isEqualTo("task \"looked at\"");
            });
    assertThat(unhandled).extracting(UnhandledFailure::name).containsExactly("looked at");
  }

  @Test
  void aGatherThatNobodyAwaitsIsReportedInsteadOfItsFirstFailure() {
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Future<List<String>> all = gather(failing("a"), failing("b"));
              sleep(ms(1));
              assertThat(all.isDone()).isTrue();
            });
    assertThat(unhandled)
        .extracting(UnhandledFailure::message)
        .satisfiesExactlyInAnyOrder(
            first -> assertThat(first).isEqualTo("a future failed and nobody awaited it"),
            second -> assertThat(second).startsWith("task \"b\" failed and nobody awaited it"));
  }

  @Test
  void aTaskThatIsForgottenIsReportedWhileTheLoopRuns() {
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              failing("forgotten");
              for (int i = 0; i < 1_000 && unhandled.isEmpty(); i++) {
                System.gc();
                sleep(ms(1));
              }
              assertThat(unhandled).extracting(UnhandledFailure::name).containsExactly("forgotten");
            });
    assertThat(unhandled).hasSize(1);
  }

  @Test
  void theHandlerCanBeReplacedWhileTheLoopRuns() {
    List<UnhandledFailure> later = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              loop.callSoon(() -> failCallback(1));
              yieldNow();
              loop.setExceptionHandler(later::add);
              loop.callSoon(() -> failCallback(2));
              yieldNow();
              assertThatThrownBy(() -> loop.setExceptionHandler(null))
                  .isInstanceOf(NullPointerException.class);
            });
    assertThat(unhandled).extracting(f -> f.exception().getMessage()).containsExactly("callback 1");
    assertThat(later).extracting(f -> f.exception().getMessage()).containsExactly("callback 2");
  }

  @Test
  void aHandlerCanPassOnToTheOneBeforeIt() {
    List<UnhandledFailure> mine = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              EventLoop loop = EventLoop.running();
              ExceptionHandler before = loop.exceptionHandler();
              loop.setExceptionHandler(
                  failure -> {
                    mine.add(failure);
                    before.handle(failure);
                  });
              loop.callSoon(() -> failCallback(1));
              yieldNow();
            });
    assertThat(mine).hasSize(1).isEqualTo(unhandled);
  }

  /// Whoever keeps the task may wait for ever for what it should have done.
  @Test
  void thatThereIsNoMemoryIsReportedAtOnceAndOnce() {
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Task<Void> kept = spawn("hungry", UnhandledFailureTest::findNoMemory);
              Task<Void> awaited = spawn("awaited", UnhandledFailureTest::findNoMemory);
              assertThatThrownBy(awaited::await).isInstanceOf(OutOfMemoryError.class);
              assertThat(unhandled).extracting(UnhandledFailure::name).containsExactly("hungry");
              assertThatThrownBy(kept::await).isInstanceOf(OutOfMemoryError.class);
            });
    assertThat(unhandled).hasSize(1);
  }

  private static Void findNoMemory() {
    throw new OutOfMemoryError();
  }

  private static void failCallback(int number) {
    throw new IllegalStateException("callback " + number);
  }

  @Test
  void withoutAHandlerItIsLogged() {
    List<LogRecord> log = Logged.by(() -> EventLoop.run(() -> runOnce(failing("fetch"))));
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().getLevel()).isEqualTo(Level.SEVERE);
    assertThat(log.getFirst().getMessage())
        .startsWith("task \"fetch\" failed and nobody awaited it, started at ");
    assertThat(log.getFirst().getThrown()).isSameAs(disk);
  }

  @Test
  void aHandlerThatFailsIsLoggedWithWhatItWasGiven() {
    IllegalStateException broken = new IllegalStateException("broken handler");
    List<LogRecord> log =
        Logged.by(
            () ->
                EventLoop.builder()
                    .clock(new VirtualClock())
                    .exceptionHandler(
                        _ -> {
                          throw broken;
                        })
                    .run(() -> runOnce(failing("fetch"))));
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().getMessage()).isEqualTo("the exception handler failed");
    assertThat(log.getFirst().getThrown()).isSameAs(broken).hasSuppressedException(disk);
  }

  private static void runOnce(Task<?> task) {
    yieldNow();
    assertThat(task.isDone()).isTrue();
  }
}
