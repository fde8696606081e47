package dev.baton.feed.websocket;

import dev.baton.EventLoop;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/// The buffer outside the heap in which all connections of a loop gather what they send in one
/// write. Nobody waits with it in hand, so one is enough.
final class GatherBuffer {
  /// What one connection sends at most before others get their turn.
  static final int SIZE = 64 * 1024;

  private static final Map<EventLoop, ByteBuffer> BUFFERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private GatherBuffer() {}

  static ByteBuffer of(EventLoop loop) {
    return BUFFERS.computeIfAbsent(loop, _ -> ByteBuffer.allocateDirect(SIZE));
  }
}
