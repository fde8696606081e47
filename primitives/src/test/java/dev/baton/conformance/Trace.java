package dev.baton.conformance;

import dev.baton.Async;
import dev.baton.conformance.Program.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What the tasks of a program record, until it is closed: what runs after that is cleanup.
final class Trace {
  private static final long TICK = Duration.ofSeconds(1).toNanos();

  private final List<Entry> entries = new ArrayList<>();
  private boolean closed;

  void record(String text) {
    add(Async.currentTask().loop().time(), Async.currentTask().name(), text);
  }

  /// @param time of the loop, in nanoseconds
  void add(long time, String task, String text) {
    if (!closed) {
      entries.add(new Entry(time / TICK, task, text));
    }
  }

  List<Entry> close() {
    closed = true;
    return entries;
  }
}
