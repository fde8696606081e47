package dev.baton.jobs.cli;

import dev.baton.Suspends;
import dev.baton.jobs.BadArgsException;
import dev.baton.jobs.Enqueued;
import dev.baton.jobs.JobStore;
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
    /// @param line its number, from 1
    /// @throws BadArgsException if it is none
    NewJob read(String json, long line);
  }

  private final LineReader reader;
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
    List<NewJob> good = new ArrayList<>();
    try {
      for (String json : batch) {
        read(json, ++line, good);
      }
    } finally {
      store.enqueue(good).forEach(this::count);
    }
  }

  private void read(String json, long number, List<NewJob> jobs) {
    if (json.isBlank()) {
      return;
    }
    try {
      jobs.add(reader.read(json, number));
    } catch (BadArgsException refused) {
      throw new BadArgsException("line %,d: %s".formatted(number, refused.getMessage()));
    }
  }

  private void count(Enqueued enqueued) {
    if (enqueued.isNew()) {
      added++;
    } else {
      known++;
    }
  }
}
