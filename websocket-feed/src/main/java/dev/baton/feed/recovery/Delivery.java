package dev.baton.feed.recovery;

import dev.baton.feed.protocol.Range;
import dev.baton.feed.protocol.Reading;

/// What a [Recovery] tells the consumer.
public sealed interface Delivery {
  /// The next reading. Within an epoch sequence numbers only rise.
  ///
  /// @param filled whether the history had to give it
  /// @param skipped how many were left out since the one before it, because only the newest was
  ///   wanted
  record Delivered(Reading reading, boolean filled, long skipped) implements Delivery {
    /// One that came by itself, right after the one before it.
    public Delivered(Reading reading) {
      this(reading, false, 0);
    }
  }

  /// These will never be delivered, for this reason. No number is in two holes, and none that was
  /// delivered is in one.
  record Hole(String channel, String epoch, Range range, String why) implements Delivery {}

  /// The stream goes on in another epoch. What the old one may have had after its last number that
  /// was heard of cannot be known.
  record NewEpoch(String channel, String oldEpoch, String newEpoch) implements Delivery {}
}
