package dev.baton.feed.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Task;
import dev.baton.sync.QueueShutDownException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

  @Test
  void writesAllBeforeItEnds() throws Exception {
    Printer printer = new Printer(results, messages);
    EventLoop.run(
        () -> {
          Task<Void> printing = Async.spawn(printer::run);
          for (int i = 0; i < 5000; i++) {
            printer.print("line");
          }
          printer.message("message");
          printer.finish();
          printing.await();
        });

    assertThat(results.toString()).isEqualTo("line\n".repeat(5000));
    assertThat(messages.toString()).isEqualTo("message\n");
  }

  /// The reader of a pipe stands still, and the loop goes on.
  @Test
  void aSlowReaderDoesNotBlockTheLoop() throws Exception {
    CountDownLatch reads = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              reads.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            results.write(b);
          }
        };
    Printer printer = new Printer(slow, messages);
    EventLoop.run(
        () -> {
          Task<Void> printing = Async.spawn(printer::run);
          printer.print("one");
          Async.yieldNow();
          Async.yieldNow();
          reads.countDown(); // would not be reached if the loop were blocked
          printer.print("two");
          printer.finish();
          printing.await();
        });

    assertThat(results.toString()).isEqualTo("one\ntwo\n");
  }

  @Test
  void whoPrintsForAReaderThatHasGoneIsTold() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Printer printer = new Printer(broken, messages);
    EventLoop.run(
        () -> {
          Task<Void> printing = Async.spawn(printer::run);
          printer.print("one");

          assertThatThrownBy(printing::await)
              .isInstanceOfSatisfying(
                  Printer.CannotWriteException.class, e -> assertThat(e.readerHasGone()).isTrue());
          assertThatThrownBy(() -> printer.print("two")).isInstanceOf(QueueShutDownException.class);
        });
  }
}
