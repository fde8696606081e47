package dev.baton.feed.watch;

import dev.baton.feed.protocol.Reading;

/// Bounds what the channels of one watcher hold together because it came too early. How many
/// readings a channel holds is bounded too, but a server decides how many channels it has and how
/// large its readings are. A reading counts as one value more than it has: it may have none.
final class HeldValues {
  /// A few tens of MB, whatever they look like.
  private static final int MOST = 100_000;

  private int held;

  boolean haveRoomFor(Reading reading) {
    return held + reading.values().size() < MOST;
  }

  /// A channel holds so many more, each reading counted too; fewer if negative.
  void change(int by) {
    held += by;
  }
}
