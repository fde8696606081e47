package dev.baton.net;

import dev.baton.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;

/// A loop's buffers outside the heap, for the tasks that read just now.
///
/// The one that was given back last is taken first: as long as tasks do not wait with one in hand,
/// all connections share a single buffer, and that stays in the processor's cache. With a buffer
/// for each connection, most of the time of a large read goes into fetching the buffer.
final class PiecePool {
  static final int SIZE = 64 * 1024;

  /// What more tasks needed at once is left to the garbage collector.
  private static final int MOST_KEPT = 16;

  /// A loop that is gone takes its pool along.
  private static final Map<EventLoop, PiecePool> POOLS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  private PiecePool() {}

  static PiecePool of(EventLoop loop) {
    return POOLS.computeIfAbsent(loop, _ -> new PiecePool());
  }

  ByteBuffer take() {
    ByteBuffer last = free.pollLast();
    return last == null ? ByteBuffer.allocateDirect(SIZE) : last.clear();
  }

  void giveBack(ByteBuffer piece) {
    if (free.size() < MOST_KEPT) {
      free.addLast(piece);
    }
  }
}
