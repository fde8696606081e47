package dev.baton;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Brings callbacks from other threads to a loop: the only way in for them.
///
/// This class and the batons are the only ones that know of other threads. A producer adds, then
/// looks whether the loop sleeps; the loop says that it will sleep, then looks whether something
/// was added. One of the two always sees the other (Dekker's argument: both fields are volatile).
final class Inbox {
  private final Queue<Runnable> messages = new ConcurrentLinkedQueue<>();
  private final Poller poller;
  private volatile boolean sleeping;
  private volatile boolean closed;

  Inbox(Poller poller) {
    this.poller = poller;
  }

  /// Called from any thread.
  ///
  /// @return false if the loop has ended and will not run it
  boolean add(Runnable message) {
    if (closed) {
      return false;
    }
    messages.add(message);
    if (sleeping) {
      poller.wakeUp();
    }
    return !closed || !messages.remove(message);
  }

  /// From now on nothing is accepted; what was accepted is still to be taken.
  void close() {
    closed = true;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  Runnable take() {
    return messages.poll();
  }

  /// Called by the loop before it blocks; false when there is something to do instead.
  boolean trySleep() {
    sleeping = true;
    if (messages.isEmpty()) {
      return true;
    }
    sleeping = false;
    return false;
  }

  void awake() {
    sleeping = false;
  }
}
