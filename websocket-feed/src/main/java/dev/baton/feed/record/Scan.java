package dev.baton.feed.record;

import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.After;
import dev.baton.feed.protocol.RecordedLine.End;
import dev.baton.feed.protocol.RecordedLine.Head;
import dev.baton.feed.protocol.RecordedLine.Next;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/// Reads files of a recording one after the other, a line at a time, and says what is wrong.
final class Scan implements Closeable {
  /// Who is told.
  interface Sink {
    /// A line that is as it was written.
    void line(Segment segment, RecordedLine line);

    /// Something that does not hold.
    ///
    /// @param line the number of the line; 0 for the file as a whole
    /// @param problem part of a sentence
    void problem(Segment segment, long line, String problem);

    /// The last bytes of a file have no end: a line was not written whole. No problem where the
    /// program was stopped.
    ///
    /// @param start where they begin
    void torn(Segment segment, long line, long start);
  }

  private final Iterator<Segment> rest;
  private final Sink sink;
  private final Continuity continuity;

  /// The present file; null before the first and behind the last.
  private LineReader reader;

  private Segment segment;

  /// Whether it is the first.
  private boolean isFirst;

  /// The last line of the file before, and of this one; null if none can be read.
  private RecordedLine lastOfBefore;

  private RecordedLine last;
  private long lines;

  /// @param segments all of a recording, or its end
  Scan(List<Segment> segments, Sink sink) {
    this.rest = segments.iterator();
    this.sink = sink;
    this.continuity = new Continuity(segments.isEmpty() || segments.getFirst().number() == 1);
  }

  /// Reads all of these.
  static Scan of(List<Segment> segments, Sink sink) throws IOException {
    try (Scan scan = new Scan(segments, sink)) {
      while (scan.step()) {
        // the sink is told
      }
      return scan;
    }
  }

  /// Reads the next line.
  ///
  /// @return false if there is none
  boolean step() throws IOException {
    LineReader.Line line;
    while (reader == null || (line = reader.next()) == null) {
      if (!open()) {
        return false;
      }
    }
    read(line);
    return true;
  }

  private boolean open() throws IOException {
    close();
    if (!rest.hasNext()) {
      return false;
    }
    Segment next = rest.next();
    if (segment != null) {
      checkNumber(segment, next);
    }
    isFirst = segment == null;
    segment = next;
    lastOfBefore = last;
    last = null;
    lines = 0;
    reader = new LineReader(segment.file());
    return true;
  }

  /// Without a file that is open.
  @Override
  public void close() throws IOException {
    if (reader != null) {
      LineReader open = reader;
      reader = null;
      open.close();
      if (lines == 0) {
        sink.problem(segment, 0, "is empty");
      }
    }
  }

  private void checkNumber(Segment before, Segment next) {
    long due = before.number() + 1;
    if (next.number() < due) {
      sink.problem(next, 0, "has the same number as " + before.name());
    } else if (next.number() == due + 1) {
      sink.problem(next, 0, "comes after file %d; file %d is missing".formatted(due - 1, due));
    } else if (next.number() > due) {
      sink.problem(
          next,
          0,
          "comes after file %d; files %d to %d are missing"
              .formatted(due - 1, due, next.number() - 1));
    }
  }

  private void read(LineReader.Line line) {
    lines = line.number();
    if (!line.isWhole()) {
      sink.torn(segment, lines, line.start());
      return;
    }
    try {
      take(line.parse());
    } catch (BadLineException e) {
      sink.problem(segment, lines, e.getMessage());
    }
  }

  private void take(RecordedLine line) {
    tell(misplaced(line));
    if (isFirst && segment.number() != 1 && lines == 1 && line instanceof Head head) {
      continuity.begin(head.at());
    }
    tell(continuity.take(line));
    last = line;
    sink.line(segment, line);
  }

  private void tell(String problem) {
    if (problem != null) {
      sink.problem(segment, lines, problem);
    }
  }

  private String misplaced(RecordedLine line) {
    if (line instanceof Head head) {
      return lines == 1 ? misplaced(head) : "begins a file, but is in the middle of one";
    }
    if (lines == 1) {
      return "is the first, and does not begin a file";
    }
    return last instanceof End || last instanceof Next
        ? "comes after the line that ends the file"
        : null;
  }

  private String misplaced(Head head) {
    if (head.number() != segment.number()) {
      return "is of file %d: it was renamed".formatted(head.number());
    }
    if (isFirst) {
      return (head.after() == After.NOTHING) == (head.number() == 1)
          ? null
          : "says that before it was " + text(head.after());
    }
    return follows(head.after())
        ? null
        : "says that before it was %s, but the file before ends with %s"
            .formatted(text(head.after()), text(lastOfBefore));
  }

  private boolean follows(After after) {
    return switch (after) {
      case NOTHING -> false;
      case ROTATION -> lastOfBefore instanceof Next;
      case END -> lastOfBefore instanceof End;
      case STOP -> !(lastOfBefore instanceof End);
    };
  }

  private static String text(After after) {
    return switch (after) {
      case NOTHING -> "nothing";
      case ROTATION -> "a full file";
      case END -> "a proper end";
      case STOP -> "a stop";
    };
  }

  private static String text(RecordedLine line) {
    return switch (line) {
      case null -> "nothing that can be read";
      case End _ -> "a proper end";
      case Next _ -> "the line of a full file";
      default -> "neither";
    };
  }

  /// Where the channels are now.
  Continuity continuity() {
    return continuity;
  }

  /// The last line that was as written; null if the last file has none.
  RecordedLine last() {
    return last;
  }
}
