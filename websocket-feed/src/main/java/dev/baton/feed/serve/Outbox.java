package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.sync.Queue;
import java.util.LinkedHashMap;
import java.util.Map;

/// What waits to be sent to one subscriber, bounded, with the rule for slow ones: what does not fit
/// is dropped, and said to be lost in front of the next thing that fits.
///
/// Nobody waits for a slow subscriber. It learns what it missed and can get it from the history, at
/// its own pace.
final class Outbox {
  private final Queue<Frame> frames;

  /// By channel, what was dropped and not yet said.
  private final Map<String, Range> dropped = new LinkedHashMap<>();

  Outbox(int capacity) {
    frames = new Queue<>(capacity);
  }

  /// Adds a reading, or drops it.
  void event(String channel, long seq, Frame frame) {
    flushDropped(2);
    if (dropped.containsKey(channel) || frames.isFull()) {
      Range before = dropped.get(channel);
      dropped.put(channel, new Range(before == null ? seq : before.from(), seq));
    } else {
      frames.putNowait(frame);
    }
  }

  /// Adds something else.
  ///
  /// @return false if there was no room
  boolean add(Frame frame) {
    flushDropped(2);
    if (frames.isFull()) {
      return false;
    }
    frames.putNowait(frame);
    return true;
  }

  /// Says what was dropped, as long as that leaves room for what comes after it.
  private void flushDropped(int room) {
    var next = dropped.entrySet().iterator();
    while (next.hasNext() && frames.maxsize() - frames.size() >= room) {
      var entry = next.next();
      Range range = entry.getValue();
      frames.putNowait(Frame.of(new Lost(entry.getKey(), range.from(), range.to(), "too slow")));
      next.remove();
    }
  }

  /// Waits for the next frame.
  ///
  /// @throws dev.baton.sync.QueueShutDownException when it was closed
  @Suspends
  Frame take() {
    return frames.get();
  }

  /// Throws away what is inside; whoever waits in [#take()] stops.
  void close() {
    frames.shutdown(true);
    dropped.clear();
  }

  int size() {
    return frames.size();
  }
}
