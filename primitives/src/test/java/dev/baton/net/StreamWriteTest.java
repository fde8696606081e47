package dev.baton.net;

import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.TimeoutException;
import dev.baton.api.VirtualLoop;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Writing and closing, over a pipe that holds little.
class StreamWriteTest {
  private static final int SMALL = 10;

  private static Pipe smallPipe() {
    return new Pipe(SMALL, Integer.MAX_VALUE);
  }

  @Test
  void whatSeveralTasksWriteComesWholeAndInTheOrderOfTheCalls() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          List<String> lines = new ArrayList<>();
          TaskGroup.run(
              group -> {
                for (int i = 0; i < 5; i++) {
                  String line = String.valueOf(i).repeat(35);
                  group.spawn(() -> pipe.first().write(line + "\n"));
                }
                for (int i = 0; i < 5; i++) {
                  lines.add(pipe.second().readLine(100));
                }
              });

          assertThat(lines)
              .extracting(line -> line.charAt(0))
              .containsExactly('0', '1', '2', '3', '4');
          assertThat(lines).allMatch(line -> line.matches("(.)\\1{34}"));
        });
  }

  @Test
  void aWriterWaitsWhileTheOtherEndDoesNotRead() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          Task<Void> writer = Async.spawn(() -> pipe.first().write("x".repeat(SMALL + 1)));
          Async.sleep(ms(1_000));
          assertThat(writer.isDone()).isFalse();

          assertThat(pipe.second().read(100)).hasSize(SMALL);
          writer.await();
          assertThat(pipe.second().read(100)).hasSize(1);
        });
  }

  @Test
  void nothingCanBeWrittenNowWhereThatIsNotKnownOrAfterTheEnd() throws Exception {
    VirtualLoop.run(
        () -> {
          Stream stream = smallPipe().first();
          ByteBuffer bytes = ByteBuffer.wrap(new byte[3]);
          assertThat(stream.writeNow(bytes)).isFalse();
          assertThat(bytes.remaining()).isEqualTo(3);
          assertThat(stream.unsent()).isZero();
          stream.abort();
          assertThatThrownBy(() -> stream.writeNow(bytes))
              .isInstanceOf(ClosedChannelException.class);
        });
  }

  @Test
  void aWriteCancelledInTheMiddleCutsTheStreamButNotItsReading() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          assertThatThrownBy(
                  () -> Async.timeout(ms(5), () -> pipe.first().write("x".repeat(SMALL + 1))))
              .isInstanceOf(TimeoutException.class);

          assertThatThrownBy(() -> pipe.first().write("y"))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("failed or was cancelled in the middle");
          assertThatThrownBy(() -> pipe.first().shutdownOutput()).isInstanceOf(IOException.class);
          pipe.second().write("still\n");
          assertThat(pipe.first().readLine(10)).isEqualTo("still");
        });
  }

  @Test
  void aWriteCancelledInTheQueueCutsNothing() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          Task<Void> first = Async.spawn(() -> pipe.first().write("x".repeat(SMALL * 2)));
          Task<Void> second = Async.spawn(() -> pipe.first().write("never"));
          Async.sleep(ms(1));
          second.cancel();
          Task<Void> third = Async.spawn(() -> pipe.first().write("y"));

          assertThat(new String(pipe.second().readExactly(SMALL * 2 + 1)))
              .isEqualTo("x".repeat(SMALL * 2) + "y");
          first.await();
          third.await();
          assertThat(second.isCancelled()).isTrue();
        });
  }

  @Test
  void closeSendsWhatOtherTasksWriteBefore() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          Task<Void> writer = Async.spawn(() -> pipe.first().write("x".repeat(SMALL * 3)));
          Async.yieldNow();
          Task<Void> closer = Async.spawn(() -> pipe.first().close());
          Async.yieldNow();

          assertThat(pipe.second().readExactly(SMALL * 3)).hasSize(SMALL * 3);
          assertThat(pipe.second().read(1)).isEmpty();
          writer.await();
          closer.await();
        });
  }

  @Test
  void closeGivesUpAfterFiveSecondsAndWhoeverWaitsIsTold() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          Task<Void> writer = Async.spawn(() -> pipe.first().write("x".repeat(SMALL * 3)));
          Task<Void> second = Async.spawn(() -> pipe.first().write("y"));
          Task<byte[]> reader = Async.spawn(() -> pipe.first().read(1));
          Async.yieldNow();
          pipe.first().close();

          assertThat(now()).isEqualTo(5_000);
          assertThatThrownBy(writer::await).isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(second::await).isInstanceOf(IOException.class);
          assertThatThrownBy(reader::await).isInstanceOf(ClosedChannelException.class);
        });
  }

  @Test
  void closeInATaskThatIsBeingCancelledDoesNotWait() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          Task<Void> writer = Async.spawn(() -> pipe.first().write("x".repeat(SMALL * 3)));
          Async.yieldNow();
          assertThatThrownBy(
                  () ->
                      Async.timeout(
                          ms(10),
                          () -> {
                            try (Stream stream = pipe.first()) {
                              stream.flush();
                            }
                          }))
              .isInstanceOf(TimeoutException.class);

          assertThat(now()).isEqualTo(10);
          assertThatThrownBy(writer::await).isInstanceOf(ClosedChannelException.class);
        });
  }

  @Test
  void aStreamThatWasCutIsNotClosedAsIfItWereComplete() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          assertThatThrownBy(
                  () -> Async.timeout(ms(5), () -> pipe.first().write("x".repeat(SMALL * 3))))
              .isInstanceOf(TimeoutException.class);
          pipe.first().close();

          assertThat(now()).isEqualTo(5);
          assertThatThrownBy(() -> pipe.first().write("y"))
              .isInstanceOf(ClosedChannelException.class);
        });
  }

  @Test
  void closingTwiceAndAfterAbortDoesNothing() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          pipe.first().close();
          pipe.first().close();
          pipe.second().abort();
          pipe.second().close();

          assertThatThrownBy(() -> pipe.second().write("x"))
              .isInstanceOf(ClosedChannelException.class);
          assertThatThrownBy(() -> pipe.first().flush()).isInstanceOf(ClosedChannelException.class);
        });
  }

  @Test
  void halfClosedStreamsStillRead() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = smallPipe();
          pipe.first().write("question");
          pipe.first().shutdownOutput();

          assertThat(pipe.second().readLine(10)).isEqualTo("question");
          pipe.second().write("answer");
          pipe.second().close();
          assertThat(pipe.first().readLine(10)).isEqualTo("answer");
          assertThat(pipe.first().readLine(10)).isNull();
        });
  }
}
