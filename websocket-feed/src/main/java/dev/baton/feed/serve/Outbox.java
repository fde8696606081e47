package dev.baton.feed.serve;

import dev.baton.Suspends;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Lost;
import dev.baton.sync.Queue;
import java.util.Iterator;
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
  private final Map<String, Lost> dropped = new LinkedHashMap<>();

  Outbox(int capacity) {
    frames = new Queue<>(capacity);
  }

  /// Adds a reading, or drops it.
  void event(Reading reading, Frame frame) {
    flushDropped(2);
    Lost before = dropped.get(reading.channel());
    if (before != null || frames.isFull()) {
      long from = before == null ? reading.seq() : before.from();
      dropped.put(
          reading.channel(),
          new Lost(reading.channel(), reading.epoch(), from, reading.seq(), "too slow"));
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
    Iterator<Lost> next = dropped.values().iterator();
    while (next.hasNext() && frames.maxSize() - frames.size() >= room) {
      frames.putNowait(Frame.of(next.next()));
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
