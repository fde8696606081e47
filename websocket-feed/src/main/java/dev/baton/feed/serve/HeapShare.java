package dev.baton.feed.serve;

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/// How much may wait for all subscribers together, so that many slow ones cannot take the heap.
///
/// When it is too much, those drop what waits who have at least as much as the average: one that
/// has most of it, or all if they have the same.
final class HeapShare {
  private final long most;
  private final Supplier<Collection<Outbox>> outboxes;
  private long bytes;

  /// Above it, it is worth looking who holds what: not each time, if what is held cannot be
  /// dropped.
  private long tooMuch;

  /// @param outboxes those that count here
  HeapShare(long most, Supplier<Collection<Outbox>> outboxes) {
    this.most = most;
    this.tooMuch = most;
    this.outboxes = outboxes;
  }

  void count(long more) {
    bytes += more;
  }

  /// Whether so much more would be too much.
  boolean hasRoom(long more) {
    return bytes + more <= most;
  }

  /// Has some drop what waits, if it is too much.
  void limit() {
    if (bytes > tooMuch) {
      relieve();
    }
    tooMuch = Math.max(most, bytes > most ? bytes + most / 64 : 0);
  }

  private void relieve() {
    List<Outbox> holding = outboxes.get().stream().filter(outbox -> !outbox.isEmpty()).toList();
    long average = bytes / Math.max(1, holding.size());
    holding.stream().filter(outbox -> outbox.bytes() >= average).forEach(Outbox::drop);
  }

  long bytes() {
    return bytes;
  }
}
