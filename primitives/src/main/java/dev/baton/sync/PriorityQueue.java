package dev.baton.sync;

import java.util.Comparator;

/// A [Queue] that gives the smallest item first. Equal items come in no particular order.
///
/// @param <T> the items
public final class PriorityQueue<T> extends Queue<T> {
  /// @param maxSize how many items it holds; 0 or less: no limit
  /// @param order which item is smaller
  public PriorityQueue(int maxSize, Comparator<? super T> order) {
    super(maxSize, new java.util.PriorityQueue<>(order));
  }

  /// A queue of items that have an order of their own.
  ///
  /// @param maxSize how many items it holds; 0 or less: no limit
  public static <T extends Comparable<? super T>> PriorityQueue<T> natural(int maxSize) {
    return new PriorityQueue<>(maxSize, Comparator.naturalOrder());
  }
}
