package dev.baton.sync;

import java.util.ArrayDeque;
import java.util.Collections;

/// A [Queue] that gives the item first that was put last: a stack.
///
/// @param <T> the items
public final class LifoQueue<T> extends Queue<T> {
  /// A queue without a limit.
  public LifoQueue() {
    this(0);
  }

  /// @param maxSize how many items it holds; 0 or less: no limit
  public LifoQueue(int maxSize) {
    super(maxSize, Collections.asLifoQueue(new ArrayDeque<>()));
  }
}
