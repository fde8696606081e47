package dev.baton.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.ExceptionGroup;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class OutputTest {
  private final Trail trail = new Trail();
  private final Output output = new Output(trail.sink("out"), trail.sink("err"), 64);

  private void finishAndAwait(Task<Void> writing) throws Exception {
    output.finish();
    writing.awaitThrowing(IOException.class);
  }

  @Test
  void resultsAndMessagesKeepTheirOrderOnTwoStreams() throws Exception {
    EventLoop.run(
        () ->
            output.run(
                () -> {
                  output.print("1");
                  output.print("2");
                  output.message("a");
                  output.offer("b");
                  output.print("3");
                }));

    assertThat(trail.writes()).containsExactly("out 1|2|", "err a|b|", "out 3|");
  }

  @Test
  void whatComesWhileABatchIsWrittenIsTheNextBatch() throws Exception {
    trail.block();
    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          output.print("0");
          Blocking.call(trail::awaitWriting);
          output.print("1");
          output.print("2");
          trail.goOn();
          finishAndAwait(writing);
        });

    assertThat(trail.writes()).containsExactly("out 0|", "out 1|2|");
  }

  @Test
  void whoFlushesGoesOnWhenAllIsWritten() throws Exception {
    trail.block();
    EventLoop.run(
        () ->
            output.run(
                () -> {
                  output.print("1");
                  Task<Void> flushing = Async.spawn(output::flush);
                  Blocking.call(trail::awaitWriting);
                  assertThat(flushing.isDone()).isFalse();
                  trail.goOn();
                  flushing.await();
                  assertThat(trail.writes()).containsExactly("out 1|");
                }));
  }

  @Test
  void whoFlushesWhatCannotBeWrittenIsTold() {
    trail.fail("No space left on device");

    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          output.print("1");
          assertThatThrownBy(output::flush).isInstanceOf(QueueShutDownException.class);
          assertThatThrownBy(() -> writing.awaitThrowing(IOException.class))
              .isInstanceOf(CannotWriteException.class);
        });
  }

  @Test
  void whoPrintsWaitsForASlowReader() throws Exception {
    trail.block();
    int[] printed = {0};
    EventLoop.run(
        () ->
            output.run(
                () -> {
                  Task<Void> printing =
                      Async.spawn(
                          () -> {
                            for (; printed[0] < 1000; printed[0]++) {
                              output.print("line");
                            }
                          });
                  Blocking.call(trail::awaitWriting);
                  for (int turns = 0; turns < 1000; turns++) {
                    Async.yieldNow();
                  }
                  assertThat(printed[0]).isEqualTo(2 * 64); // as many are being written as wait

                  trail.goOn();
                  printing.await();
                }));

    assertThat(trail.lines()).hasSize(1000);
  }

  @Test
  void whatIsOfferedToASlowReaderIsLeftOutAndCounted() throws Exception {
    trail.block();
    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          for (int i = 0; i < 3000; i++) {
            output.offer("line " + i); // returns at once
          }
          Task<Void> last = Async.spawn(() -> output.message("the last"));
          Async.yieldNow();
          trail.goOn();
          last.await();
          finishAndAwait(writing);
        });

    assertThat(trail.lines()).hasSize(66).startsWith("line 0", "line 1", "line 2");
    assertThat(trail.lines().subList(63, 66))
        .containsExactly(
            "line 63", "2,936 lines were left out, the output was read too slowly", "the last");
  }

  /// A line of progress is worth nothing once there is a later one.
  @Test
  void anUpdateThatFindsNoRoomIsLeftOutSilently() throws Exception {
    Output small = new Output(trail.sink("out"), trail.sink("err"), 2);
    EventLoop.run(
        () ->
            small.run(
                () -> {
                  List.of("1", "2", "3", "4").forEach(small::update);
                  Async.yieldNow(); // the writer takes its batch
                  small.update("5");
                }));

    assertThat(trail.lines()).containsExactly("1", "2", "5");
  }

  @Test
  void whereLinesAreMissingTheReaderSeesIt() throws Exception {
    Output small = new Output(trail.sink("out"), trail.sink("err"), 2);
    EventLoop.run(
        () ->
            small.run(
                () -> {
                  List.of("1", "2", "3", "4").forEach(small::offer);
                  Async.yieldNow(); // the writer takes its batch
                  small.offer("5");
                  small.offer("6");
                }));

    assertThat(trail.lines())
        .containsExactly(
            "1",
            "2",
            "2 lines were left out, the output was read too slowly",
            "5",
            "1 line was left out, the output was read too slowly");
  }

  @Test
  void whoIsCancelledBeforeTheCountIsSaidLeavesItToTheNext() throws Exception {
    Output small = new Output(trail.sink("out"), trail.sink("err"), 2);
    EventLoop.run(
        () -> {
          List.of("1", "2", "3").forEach(small::offer);
          Task<Void> impatient = Async.spawn(() -> small.message("never"));
          Async.yieldNow();
          impatient.cancel();
          Async.yieldNow();
          Task<Void> writing = Async.spawn(small::write);
          small.message("4");
          small.finish();
          writing.awaitThrowing(IOException.class);
        });

    assertThat(trail.lines())
        .containsExactly("1", "2", "1 line was left out, the output was read too slowly", "4");
  }

  @Test
  void aLineThatCannotBeMadeEndsTheRunAsABug() {
    IllegalStateException bug = new IllegalStateException("no such page");

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        output.run(
                            () -> {
                              output.print(
                                  "a page",
                                  () -> {
                                    throw bug;
                                  });
                              Async.sleep(Duration.ofHours(1));
                            })))
        .isInstanceOfSatisfying(
            ExceptionGroup.class, group -> assertThat(group.exceptions()).containsExactly(bug));
  }

  @Test
  void whatWasPrintedBeforeACancellationIsWritten() throws Exception {
    EventLoop.run(
        () -> {
          Task<Void> running =
              Async.spawn(
                  () ->
                      output.run(
                          () -> {
                            output.print("before");
                            try {
                              Async.sleep(Duration.ofHours(1));
                            } finally {
                              output.print("cleaned up");
                            }
                          }));
          Async.yieldNow();
          Async.yieldNow();
          running.cancel();
          assertThatThrownBy(running::await).isInstanceOf(CancelledError.class);
        });

    assertThat(trail.lines()).containsExactly("before", "cleaned up");
  }

  @Test
  void theBodysResultAndItsFailureComeOutAsTheyAre() throws Exception {
    assertThat(EventLoop.run(() -> output.<String, IOException>run(() -> "done")))
        .isEqualTo("done");

    Output other = new Output(trail.sink("out"), trail.sink("err"));
    IOException failure = new IOException("no luck");
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        other.run(
                            () -> {
                              other.print("before");
                              throw failure;
                            })))
        .isSameAs(failure);
    assertThat(trail.lines()).containsExactly("before");
  }

  @Test
  void whereTheOutputFailsTheBodyIsCancelled() {
    trail.fail("No space left on device");

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        output.run(
                            () -> {
                              output.print("1");
                              Async.sleep(Duration.ofHours(1));
                            })))
        .isInstanceOfSatisfying(
            CannotWriteException.class, e -> assertThat(e.readerHasGone()).isFalse())
        .hasMessage("cannot write to out: No space left on device");
  }

  /// It fails when it is told that the output is finished, as a cleanup may.
  @Test
  void aBugInTheBodyIsNotHiddenByAReaderThatHasGone() {
    trail.fail("Broken pipe");
    IllegalStateException bug = new IllegalStateException("cleanup");

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        output.run(
                            () -> {
                              output.print("1");
                              try {
                                Async.sleep(Duration.ofHours(1));
                              } finally {
                                throwIt(bug);
                              }
                            })))
        .isSameAs(bug);
    assertThat(bug.getSuppressed()).hasAtLeastOneElementOfType(ExceptionGroup.class);
  }

  private static void throwIt(RuntimeException bug) {
    throw bug;
  }

  @Test
  void tasksThatAreToldThatTheOutputIsFinishedAreNoBug() {
    trail.fail("Broken pipe");

    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () ->
                        output.run(
                            () ->
                                TaskGroup.run(
                                    group -> {
                                      output.print("1");
                                      try {
                                        Async.sleep(Duration.ofHours(1));
                                      } finally {
                                        output.print("the last word");
                                      }
                                    }))))
        .isInstanceOf(CannotWriteException.class);
  }

  @Test
  void whoPrintsForAReaderThatHasGoneIsTold() {
    trail.fail("Broken pipe");
    EventLoop.run(
        () -> {
          Task<Void> writing = Async.spawn(output::write);
          output.print("one");

          assertThatThrownBy(writing::await)
              .isInstanceOfSatisfying(
                  CannotWriteException.class, e -> assertThat(e.readerHasGone()).isTrue());
          assertThatThrownBy(() -> output.print("two")).isInstanceOf(QueueShutDownException.class);
          output.offer("three");
          output.show(List.of("four"));
        });
  }

  @Test
  void nothingIsTakenOnceItIsFinished() throws Exception {
    EventLoop.run(
        () -> {
          output.finish();
          output.write();
          assertThatThrownBy(() -> output.print("late")).isInstanceOf(QueueShutDownException.class);
        });
    assertThat(trail.lines()).isEmpty();
  }

  @Test
  void aLineIsOneLineAndSafe() throws Exception {
    EventLoop.run(() -> output.run(() -> output.print("a\nb\u001b[2J")));

    assertThat(trail.lines()).containsExactly("a\\u000ab\\u001b[2J");
  }

  @Test
  void aLineThatTakesLongIsMadeOutsideTheLoop() throws Exception {
    Thread loop =
        EventLoop.run(
            () -> {
              output.run(
                  () -> output.print("a page", () -> "on " + Thread.currentThread().getName()));
              return Thread.currentThread();
            });

    assertThat(trail.lines()).singleElement().isNotEqualTo("on " + loop.getName());
    assertThat(trail.lines().getFirst()).startsWith("on baton-blocking");
  }

  @Test
  void aQueueOfOneWouldNeverHaveRoomForBothTheLineAndTheCount() {
    assertThatThrownBy(() -> new Output(trail.sink("out"), trail.sink("err"), 1))
        .hasMessage("the capacity must be at least 2, got 1");
  }
}
