package dev.baton.feed.record;

import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.record.Verification.Problem;
import dev.baton.feed.recovery.Delivery;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads from a recording what a watcher was told, from its beginning to its end. It blocks.
public final class RecordingReader implements Closeable {
  private final Scan scan;
  private List<Delivery> batch = new ArrayList<>();

  private RecordingReader(List<Segment> segments, Consumer<Problem> onProblem) {
    this.scan = new Scan(segments, new Taking(onProblem));
  }

  /// @param onProblem gets what does not hold, as [Verification] finds it; the rest is read all the
  ///   same
  /// @throws RecordingException if there is none in this folder
  public static RecordingReader open(Path folder, Consumer<Problem> onProblem) throws IOException {
    List<Segment> segments = Segment.in(folder);
    if (segments.isEmpty()) {
      throw new RecordingException(
          "the folder %s holds no recording: there is no file feed-*.ndjson".formatted(folder));
    }
    return new RecordingReader(segments, onProblem);
  }

  /// The next ones, in order; none at the end.
  ///
  /// @param most so many
  public List<Delivery> next(int most) throws IOException {
    batch = new ArrayList<>();
    while (batch.size() < most && scan.step()) {
      // what is read is in the batch
    }
    return batch;
  }

  private final class Taking implements Scan.Sink {
    private final Consumer<Problem> onProblem;

    Taking(Consumer<Problem> onProblem) {
      this.onProblem = onProblem;
    }

    @Override
    public void line(Segment segment, RecordedLine line) {
      DeliveryLines.delivery(line).ifPresent(batch::add);
    }

    @Override
    public void problem(Segment segment, long line, String problem) {
      onProblem.accept(new Problem(segment.name(), line, problem));
    }

    /// What comes while it is being written is not waited for.
    @Override
    public void torn(Segment segment, long line, long start) {}
  }

  @Override
  public void close() throws IOException {
    scan.close();
  }
}
