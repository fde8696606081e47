package dev.baton.sync;

/// Watches a queue without a limit, and says once if it only grows.
///
/// A queue may be long because somebody has filled it before others began to take: that is no
/// mistake. It is one when items come faster than they are taken, for long.
final class Growth {
  /// Items more than the least since tasks began to take, and at least twice as many.
  private static final int MUCH = 10_000;

  /// How often putting must have followed taking: who takes is at work, and does not keep up.
  private static final int OFTEN = 1_000;

  private int least = Integer.MAX_VALUE;
  private int turnsToPut;
  private boolean takenLast;

  /// 0 before it was said.
  private int grownTo;

  void onGet(int size) {
    takenLast = true;
    if (size <= least) { // what was emptied again begins anew
      least = size;
      turnsToPut = 0;
    }
  }

  /// True once, when there is something to say.
  boolean onPut(int size) {
    if (!takenLast) {
      return false;
    }
    takenLast = false;
    turnsToPut++;
    boolean grows = turnsToPut >= OFTEN && size - least >= Math.max(MUCH, least);
    boolean first = grows && grownTo == 0;
    grownTo = grows ? size : grownTo;
    return first;
  }

  @Override
  public String toString() {
    return " has grown from "
        + least
        + " to "
        + grownTo
        + " items while tasks took from it: items come faster than they are taken. Give it a"
        + " maxSize, so that put() waits; or, where those who take also put, bound what they put";
  }
}
