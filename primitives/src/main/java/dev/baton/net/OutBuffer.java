package dev.baton.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// Bytes that a task has written and the kernel has not taken yet, at most as many as the high
/// mark.
final class OutBuffer {
  /// A task that writes waits while more than this would be held back.
  static final int HIGH = 64 * 1024;

  /// It goes on when no more than this is left.
  static final int LOW = HIGH / 4;

  private static final int FIRST_CAPACITY = 4 * 1024;

  /// Null while nothing is held back, so that an idle connection costs no buffer. Ready to be read
  /// from.
  private ByteBuffer bytes;

  int size() {
    return bytes == null ? 0 : bytes.remaining();
  }

  boolean isEmpty() {
    return bytes == null;
  }

  /// How many bytes can be added.
  int room() {
    return HIGH - size();
  }

  /// Takes all of it; there must be room.
  void add(ByteBuffer source) {
    makeRoom(source.remaining());
    bytes.compact().put(source).flip();
  }

  private void makeRoom(int count) {
    int needed = size() + count;
    if (bytes == null || bytes.capacity() < needed) {
      int capacity = Math.min(HIGH, Math.max(FIRST_CAPACITY, Integer.highestOneBit(needed) * 2));
      ByteBuffer larger = ByteBuffer.allocate(capacity);
      if (bytes != null) {
        larger.put(bytes);
      }
      bytes = larger.flip();
    }
  }

  /// Hands over as much as the channel takes.
  void drainTo(WritableByteChannel channel) throws IOException {
    if (bytes != null) {
      channel.write(bytes);
      if (!bytes.hasRemaining()) {
        bytes = null;
      }
    }
  }

  void clear() {
    bytes = null;
  }
}
