package dev.baton.api;

import static dev.baton.Async.spawn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.baton.Action;
import dev.baton.Blocking;
import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The trace of a failure shows where it was awaited, as a suppressed "awaited by".
class AwaitedByTest {
  private static List<String> marks(Throwable failure) {
    return Arrays.stream(failure.getSuppressed()).map(Throwable::toString).toList();
  }

  private static String firstFrame(Throwable mark) {
    StackTraceElement frame = mark.getStackTrace()[0];
    return frame.getFileName() + ":" + frame.getLineNumber();
  }

  private static Task<String> failing(Throwable failure) {
    return spawn(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (Exception) failure;
        });
  }

  @Test
  void theFirstFrameIsTheLineThatAwaits() throws Exception {
    IOException disk = new IOException("disk");
    int[] line = new int[1];
    VirtualLoop.run(
        () -> {
          Task<String> task = failing(disk);
          try {
            line[0] = Lines.here() + 1;
            task.await();
          } catch (IOException raised) {
            assertThat(raised).isSameAs(disk);
          }
        });
    assertThat(marks(disk)).containsExactly("awaited by task \"main\"");
    assertThat(firstFrame(disk.getSuppressed()[0])).isEqualTo("AwaitedByTest.java:" + line[0]);
  }

  @Test
  void everyTaskOnTheWayAddsItsLine() {
    IOException disk = new IOException("disk");
    Throwable raised =
        catchThrowable(
            () ->
                VirtualLoop.run(
                    () -> {
                      Task<String> inner = spawn("inner", () -> failing(disk).await());
                      Task<String> outer = spawn("outer", inner::await);
                      outer.await();
                    }));
    assertThat(raised).isSameAs(disk);
    assertThat(marks(disk))
        .containsExactly(
            "awaited by task \"inner\"",
            "awaited by task \"outer\"",
            "awaited by task \"main\"",
            "awaited by EventLoop.run()");
  }

  @Test
  void theFailureOfMainShowsWhereTheLoopWasRun() {
    IOException disk = new IOException("disk");
    Action<IOException> main =
        () -> {
          throw disk;
        };
    int line = Lines.here() + 1;
    assertThat(catchThrowable(() -> EventLoop.run(main))).isSameAs(disk);

    assertThat(marks(disk)).containsExactly("awaited by EventLoop.run()");
    assertThat(firstFrame(disk.getSuppressed()[0])).isEqualTo("AwaitedByTest.java:" + line);
  }

  @Test
  void aFailureThatManyAwaitKeepsTheFirstFour() throws Exception {
    IOException disk = new IOException("disk");
    VirtualLoop.run(
        () -> {
          Task<String> task = failing(disk);
          List<Task<?>> readers = new ArrayList<>();
          for (int i = 1; i <= 10; i++) {
            readers.add(
                spawn("reader-" + i, () -> assertThat(catchThrowable(task::await)).isSameAs(disk)));
          }
          for (Task<?> reader : readers) {
            reader.await();
          }
        });
    assertThat(marks(disk))
        .containsExactly(
            "awaited by task \"reader-1\"",
            "awaited by task \"reader-2\"",
            "awaited by task \"reader-3\"",
            "awaited by task \"reader-4\"");
  }

  @Test
  void anErrorIsMarkedToo() {
    AssertionError wrong = new AssertionError("wrong");
    VirtualLoop.run(() -> assertThat(catchThrowable(() -> failing(wrong).await())).isSameAs(wrong));
    assertThat(marks(wrong)).containsExactly("awaited by task \"main\"");
  }

  @Test
  void aCancellationIsNot() {
    VirtualLoop.run(
        () -> {
          Future<String> future = EventLoop.running().createFuture();
          future.cancel();
          Throwable raised = catchThrowable(future::await);
          assertThat(raised).isInstanceOf(CancelledError.class);
          assertThat(marks(raised)).isEmpty();
        });
  }

  @Test
  void aBlockingCallShowsTheLineOfTheCall() {
    IOException disk = new IOException("disk");
    Action<IOException> read =
        () -> {
          throw disk;
        };
    int[] line = new int[1];
    VirtualLoop.run(
        () -> {
          line[0] = Lines.here() + 1;
          assertThat(catchThrowable(() -> Blocking.call(read))).isSameAs(disk);
        });
    assertThat(marks(disk)).containsExactly("awaited by task \"main\"");
    assertThat(firstFrame(disk.getSuppressed()[0])).isEqualTo("AwaitedByTest.java:" + line[0]);
  }

  @Test
  void anExceptionWithoutSuppressionIsRaisedAsItIs() {
    class Bare extends RuntimeException {
      Bare() {
        super("bare", null, false, false);
      }
    }
    Bare bare = new Bare();
    VirtualLoop.run(() -> assertThat(catchThrowable(() -> failing(bare).await())).isSameAs(bare));
    assertThat(bare.getSuppressed()).isEmpty();
  }
}
