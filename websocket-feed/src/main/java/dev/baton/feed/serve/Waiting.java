package dev.baton.feed.serve;

import dev.baton.feed.websocket.Frame;

/// Something that waits in an [Outbox].
interface Waiting {
  /// What is sent for it. It waits no more.
  Frame take();

  /// How many bytes it takes, about.
  int length();

  /// Since when it waits, by the loop's clock.
  long since();
}
