package dev.baton.net.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Buffers into which heads are read. Connections share them, so one that waits for its next
/// request has none.
final class HeadBuffers {
  /// Most heads fit; larger ones get a buffer of their own.
  private static final int CAPACITY = 2 * 1024;

  /// More are made when many heads come in pieces, and forgotten afterwards.
  private static final int MOST_KEPT = 64;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(MOST_KEPT);

  /// A buffer over an array.
  ByteBuffer take() {
    ByteBuffer buffer = free.pollLast();
    return buffer == null ? ByteBuffer.allocate(CAPACITY) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    if (buffer.capacity() == CAPACITY && free.size() < MOST_KEPT) {
      free.addLast(buffer);
    }
  }
}
