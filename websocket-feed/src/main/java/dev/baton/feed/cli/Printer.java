package dev.baton.feed.cli;

import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.LoopListener.Note;
import dev.baton.Suspends;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes lines. A pipe whose reader stands still blocks whoever writes to it, so that happens
/// outside the loop; those who have more to say wait meanwhile, in front of a bounded queue.
final class Printer {
  /// A line, and whether it is a message rather than a result.
  private record Line(boolean message, String text) {}

  /// The output cannot be written, mostly because its reader has gone.
  static final class CannotWriteException extends IOException {
    CannotWriteException(IOException cause) {
      super("cannot write: " + cause.getMessage(), cause);
    }

    boolean readerHasGone() {
      return getMessage().contains("Broken pipe");
    }
  }

  private static final int WAITING = 1000;
  private static final int BATCH = 100;

  private final OutputStream results;
  private final OutputStream messages;
  private final Queue<Line> lines = new Queue<>(WAITING);

  Printer(OutputStream results, OutputStream messages) {
    this.results = results;
    this.messages = messages;
  }

  /// Prints a result. Waits while too many lines do.
  ///
  /// @throws QueueShutDownException if the output cannot be written any more
  @Suspends
  void print(String line) {
    put(new Line(false, line));
  }

  /// Prints a message for people.
  @Suspends
  void message(String line) {
    put(new Line(true, line));
  }

  @Suspends
  private void put(Line line) {
    lines.put(line);
    EventLoop.running().note(Note.PRINTED, line.text());
  }

  /// No line comes any more.
  void finish() {
    lines.shutdown();
  }

  /// Writes until it is finished.
  @Suspends
  void run() throws IOException {
    try {
      while (true) {
        List<Line> batch = nextBatch();
        Blocking.call(() -> write(batch));
      }
    } catch (QueueShutDownException finished) {
      // all is written
    } finally {
      lines.shutdown(true);
    }
  }

  @Suspends
  private List<Line> nextBatch() {
    List<Line> batch = new ArrayList<>();
    batch.add(lines.get());
    while (!lines.isEmpty() && batch.size() < BATCH) {
      batch.add(lines.getNowait());
    }
    return batch;
  }

  private void write(List<Line> batch) throws CannotWriteException {
    try {
      for (Line line : batch) {
        byte[] bytes = (line.text() + "\n").getBytes(StandardCharsets.UTF_8);
        (line.message() ? messages : results).write(bytes);
      }
    } catch (IOException e) {
      throw new CannotWriteException(e);
    }
  }
}
