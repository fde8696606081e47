package dev.baton.feed.record;

import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Event;
import dev.baton.feed.protocol.RecordedLine.From;
import dev.baton.feed.protocol.RecordedLine.Gap;
import dev.baton.feed.protocol.RecordedLine.Reset;
import dev.baton.program.FolderLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Checks a recording: each line's checksum, the order of all numbers, that every hole is declared,
/// that no file is missing, and that it ends properly.
///
/// It only reads, and a recording that is being written can be checked: then its end is not.
public final class Verification {
  /// What a recording holds.
  ///
  /// @param lost numbers that are declared as lost, in so many gaps
  /// @param writer who writes it now, `process 42`; null if nobody does
  /// @param problems how many things do not hold
  public record Report(
      int files,
      long events,
      Set<String> channels,
      Set<String> epochs,
      long gaps,
      long lost,
      long resets,
      String writer,
      long problems) {
    /// Whether all that was checked holds.
    public boolean holds() {
      return problems == 0;
    }
  }

  /// Something that does not hold.
  ///
  /// @param file its name, empty for the recording as a whole
  /// @param line 0 for the file as a whole
  /// @param what part of a sentence that begins with the place
  public record Problem(String file, long line, String what) {}

  private Verification() {}

  /// Checks the recording in this folder. It blocks.
  ///
  /// @param onProblem gets each problem as it is found
  /// @throws IOException if it cannot be read
  public static Report of(Path folder, Consumer<Problem> onProblem) throws IOException {
    String writer = FolderLock.userOf(folder).orElse(null);
    List<Segment> segments = Segment.in(folder);
    Counting counting = new Counting(segments, writer, onProblem);
    Scan scan = Scan.of(segments, counting);
    counting.end(scan.last());
    return counting.report();
  }

  private static final class Counting implements Scan.Sink {
    private final List<Segment> segments;
    private final String writer;
    private final Consumer<Problem> onProblem;
    private final Set<String> channels = new TreeSet<>();
    private final Set<String> epochs = new TreeSet<>();
    private long events;
    private long gaps;
    private long lost;
    private long resets;
    private long problems;

    Counting(List<Segment> segments, String writer, Consumer<Problem> onProblem) {
      this.segments = segments;
      this.writer = writer;
      this.onProblem = onProblem;
    }

    @Override
    public void line(Segment segment, RecordedLine line) {
      switch (line) {
        case Event(var reading) -> {
          events++;
          see(reading.channel(), reading.epoch());
        }
        case Gap gap -> {
          gaps++;
          lost += gap.range().count();
          see(gap.channel(), gap.epoch());
        }
        case Reset reset -> {
          resets++;
          see(reset.channel(), reset.epoch());
        }
        case From from -> see(from.channel(), from.epoch());
        default -> {}
      }
    }

    private void see(String channel, String epoch) {
      channels.add(channel);
      epochs.add(epoch);
    }

    @Override
    public void problem(Segment segment, long line, String what) {
      tell(new Problem(segment.name(), line, what));
    }

    private void tell(Problem problem) {
      problems++;
      onProblem.accept(problem);
    }

    /// The last line is under way while somebody writes.
    @Override
    public void torn(Segment segment, long line, long start) {
      if (writer == null || !segment.equals(segments.getLast())) {
        problem(segment, line, "has no end: it was not written whole, or was cut off");
      }
    }

    void end(RecordedLine last) {
      if (segments.isEmpty()) {
        tell(new Problem("", 0, "holds no recording: there is no file feed-*.ndjson"));
      } else if (!(last instanceof End) && writer == null) {
        problem(
            segments.getLast(),
            0,
            "does not end properly: the program or the machine was stopped, or files are missing");
      }
    }

    Report report() {
      return new Report(
          segments.size(), events, channels, epochs, gaps, lost, resets, writer, problems);
    }
  }
}
