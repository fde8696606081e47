package dev.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PipeTest {
  @Test
  void whatIsWrittenBeforeTheCloseIsRead() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe();
          pipe.first().write("abc");
          pipe.first().close();

          assertThat(pipe.second().read(10)).hasSize(3);
          assertThat(pipe.second().read(10)).isEmpty();
          assertThatThrownBy(() -> pipe.second().write("x"))
              .isInstanceOf(IOException.class)
              .hasMessage("broken pipe: the other end was closed");
        });
  }

  @Test
  void aResetWakesWhoeverWaitsAtBothEnds() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe(10, 10);
          pipe.second().write("lost");
          Task<Void> writer = Async.spawn(() -> pipe.first().write("more than ten"));
          Task<byte[]> reader = Async.spawn(() -> pipe.first().readExactly(10));
          Async.yieldNow();
          pipe.reset();

          assertThatThrownBy(writer::await).hasMessage("connection reset");
          assertThatThrownBy(reader::await).hasMessage("connection reset");
          assertThatThrownBy(() -> pipe.second().read(1)).hasMessage("connection reset");
        });
  }

  @Test
  void aReadGivesNoMoreThanWasAskedForThePipe() throws Exception {
    VirtualLoop.run(
        () -> {
          Pipe pipe = new Pipe(10, 3);
          pipe.first().write("abcdefgh");
          assertThat(pipe.second().read(10)).hasSize(3);
          assertThat(pipe.second().readExactly(5)).hasSize(5);
        });
    assertThatThrownBy(() -> new Pipe(0, 1))
        .hasMessage("a pipe needs at least 1 byte, got 0 and reads of 1");
  }
}
