package dev.baton.net.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/// Buffers in which responses are put together. Connections share them, so one that sends nothing
/// has none.
final class SendBuffers {
  static final int CAPACITY = 16 * 1024;

  /// More are made when many clients are slow to read, and forgotten afterwards.
  private static final int MOST_KEPT = 16;

  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>(MOST_KEPT);

  /// An empty buffer with room for this many bytes at least.
  ByteBuffer take(int room) {
    if (room > CAPACITY) {
      return ByteBuffer.allocate(room);
    }
    ByteBuffer buffer = free.pollLast();
    return buffer == null ? ByteBuffer.allocateDirect(CAPACITY) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    if (buffer.isDirect() && free.size() < MOST_KEPT) {
      free.addLast(buffer);
    }
  }
}
