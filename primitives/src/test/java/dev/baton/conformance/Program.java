package dev.baton.conformance;

import java.util.List;
import java.util.Map;

/// A small concurrent program, and the trace that CPython's asyncio gave for it.
///
/// @param name what it is about, such as `lock/no-barging`
/// @param objects the primitives that it uses, by name
/// @param main what its first task does
/// @param trace what has to be recorded, entry for entry
record Program(String name, Map<String, Spec> objects, Op.Body main, List<Entry> trace) {
  /// A primitive to be made.
  ///
  /// @param number the value of a semaphore, the limit of a queue, the parties of a barrier; else 0
  record Spec(Kind kind, int number) {}

  /// The kinds of primitives, and what their number is called.
  enum Kind {
    LOCK(null, 0),
    SEMAPHORE("value", 0),
    BOUNDED("value", 0),
    EVENT(null, 0),
    CONDITION(null, 0),
    QUEUE("maxsize", Integer.MIN_VALUE),
    PRIORITY("maxsize", Integer.MIN_VALUE),
    LIFO("maxsize", Integer.MIN_VALUE),
    BARRIER("parties", 1),
    FUTURE(null, 0);

    /// Null where there is no number.
    final String number;

    final int least;

    Kind(String number, int least) {
      this.number = number;
      this.least = least;
    }
  }

  /// One thing that a task recorded. A deadlock is recorded by no task: its name is empty.
  record Entry(long tick, String task, String text) {
    @Override
    public String toString() {
      return "%2d %-4s %s".formatted(tick, task, text);
    }
  }
}
