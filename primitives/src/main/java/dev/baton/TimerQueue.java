package dev.baton;

import java.util.Arrays;

/// The timers of a loop, earliest first.
///
/// A heap with four children a node (Johnson's d-ary heap, 1975): half as deep as a binary one, and
/// the deadlines lie beside each other in an array of their own, so that finding the smallest child
/// touches one or two cache lines and no timer object.
///
/// Most timers are timeouts that never fire, so cancelling must be cheap: a cancelled timer stays
/// where it is, and when more than half of the heap is cancelled they are swept out together. That
/// costs O(1) a timer in the long run and keeps the heap at most twice as large as what is really
/// waiting. asyncio does the same.
final class TimerQueue {
  static final long NONE = Long.MAX_VALUE;

  private static final int ARITY = 4;
  private static final int SWEEP_FROM = 64;
  private static final int FIRST_CAPACITY = 64;

  private long[] whens = new long[FIRST_CAPACITY];
  private Timer[] timers = new Timer[FIRST_CAPACITY];
  private int size;
  private int cancelled;
  private long nextOrder;

  void add(Timer timer) {
    if (size == whens.length) {
      resize(size * 2);
    }
    timer.order = nextOrder++;
    timer.queue = this;
    siftUp(size++, timer);
  }

  /// When the first live timer is due, or [#NONE].
  long next() {
    while (size > 0 && timers[0].isCancelled()) {
      removeFirst();
      cancelled--;
    }
    return size == 0 ? NONE : whens[0];
  }

  /// Takes the first timer if it is due at `now`, else null.
  Timer takeDue(long now) {
    return next() <= now && size > 0 ? removeFirst() : null;
  }

  /// How many slots are in use, cancelled timers that were not swept yet among them.
  int size() {
    return size;
  }

  void onCancel() {
    cancelled++;
    if (cancelled > SWEEP_FROM && cancelled > size / 2) {
      sweep();
    }
  }

  private void sweep() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Timer timer = timers[i];
      if (timer.isCancelled()) {
        timer.queue = null;
      } else {
        timers[kept] = timer;
        whens[kept++] = timer.when;
      }
    }
    Arrays.fill(timers, kept, size, null);
    size = kept;
    cancelled = 0;
    for (int i = (size - 2) / ARITY; i >= 0 && size > 1; i--) {
      siftDown(i, timers[i]);
    }
    if (whens.length > FIRST_CAPACITY && size < whens.length / 8) {
      resize(whens.length / 4);
    }
  }

  private Timer removeFirst() {
    Timer first = timers[0];
    first.queue = null;
    Timer last = timers[--size];
    timers[size] = null;
    if (size > 0) {
      siftDown(0, last);
    }
    return first;
  }

  private void siftUp(int hole, Timer timer) {
    while (hole > 0) {
      int parent = (hole - 1) / ARITY;
      if (whens[parent] <= timer.when) {
        break; // an equal parent was set earlier and stays in front
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, timer);
  }

  private void siftDown(int hole, Timer timer) {
    while (true) {
      int first = hole * ARITY + 1;
      if (first >= size) {
        break;
      }
      int smallest = first;
      int end = Math.min(first + ARITY, size);
      for (int child = first + 1; child < end; child++) {
        if (before(child, smallest)) {
          smallest = child;
        }
      }
      if (timer.when < whens[smallest]
          || timer.when == whens[smallest] && timer.order < timers[smallest].order) {
        break;
      }
      move(smallest, hole);
      hole = smallest;
    }
    put(hole, timer);
  }

  private boolean before(int a, int b) {
    return whens[a] < whens[b] || whens[a] == whens[b] && timers[a].order < timers[b].order;
  }

  private void move(int from, int to) {
    whens[to] = whens[from];
    timers[to] = timers[from];
  }

  private void put(int at, Timer timer) {
    whens[at] = timer.when;
    timers[at] = timer;
  }

  private void resize(int capacity) {
    whens = Arrays.copyOf(whens, capacity);
    timers = Arrays.copyOf(timers, capacity);
  }
}
