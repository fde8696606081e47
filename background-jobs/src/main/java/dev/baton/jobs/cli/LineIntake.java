package dev.baton.jobs.cli;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.JobStore;
import dev.baton.jobs.KeyTakenException;
import dev.baton.jobs.NewJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Enqueues the job of each line of an input, and counts them.
///
/// Lines that are there together become one request; nothing waits for a batch to be full.
final class LineIntake {
  /// Makes a job of a line.
  @FunctionalInterface
  interface LineReader {
    /// Runs outside the loop.
    ///
    /// @param line its number, from 1
    /// @throws BadArgsException if it is none
    NewJob read(String json, long line);
  }

  private record Line(long number, NewJob job) {}

  /// @param lines those before the first that is no job
  /// @param refused why that is none; null: there is none
  private record Intake(List<Line> lines, BadArgsException refused) {}

  private final LineReader reader;

  /// How many lines were read; not used by two threads at once.
  private long line;

  private long added;
  private long known;

  LineIntake(LineReader reader) {
    this.reader = reader;
  }

  /// How many jobs were added until now.
  long added() {
    return added;
  }

  /// How many were left out, because the store had them.
  long known() {
    return known;
  }

  /// Enqueues all of them.
  ///
  /// @throws BadArgsException naming a line that is no job; those before it are enqueued
  /// @throws IOException if the input cannot be read
  @Suspends
  void enqueue(Lines lines, JobStore store) throws IOException {
    for (List<String> batch; !(batch = lines.next()).isEmpty(); ) {
      enqueueBatch(batch, store);
    }
  }

  @Suspends
  private void enqueueBatch(List<String> batch, JobStore store) {
    Intake intake = Blocking.call(() -> read(batch)); // much JSON takes long
    add(intake.lines(), store);
    if (intake.refused() != null) {
      throw intake.refused();
    }
  }

  private Intake read(List<String> batch) {
    List<Line> lines = new ArrayList<>();
    for (String json : batch) {
      line++;
      try {
        if (!json.isBlank()) {
          lines.add(new Line(line, reader.read(json, line)));
        }
      } catch (BadArgsException refused) {
        return new Intake(lines, refused(line, refused));
      }
    }
    return new Intake(lines, null);
  }

  @Suspends
  private void add(List<Line> lines, JobStore store) {
    try {
      store.enqueue(lines.stream().map(Line::job).toList()).forEach(this::count);
    } catch (KeyTakenException taken) {
      add(lines.subList(0, taken.index()), store);
      throw refused(lines.get(taken.index()).number(), taken);
    }
  }

  private static BadArgsException refused(long line, RuntimeException why) {
    return new BadArgsException("line %,d: %s".formatted(line, why.getMessage()));
  }

  private void count(Enqueued enqueued) {
    if (enqueued.isNew()) {
      added++;
    } else {
      known++;
    }
  }
}
