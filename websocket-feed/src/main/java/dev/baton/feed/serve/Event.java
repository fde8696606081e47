package dev.baton.feed.serve;

import dev.baton.feed.protocol.Messages;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.protocol.ServerMessage.Published;
import dev.baton.feed.websocket.Frame;

/// A reading on its way to subscribers, encoded once for all of them.
///
/// @param time when it was published, by the loop's clock
record Event(Reading reading, Frame frame, long time) {
  static Event of(Reading reading, long time) {
    return new Event(reading, Frame.text(Messages.text(new Published(reading))), time);
  }

  long seq() {
    return reading.seq();
  }
}
