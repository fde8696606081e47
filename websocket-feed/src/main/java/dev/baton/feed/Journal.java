package dev.baton.feed;

import dev.baton.feed.protocol.Reading;
import java.util.List;
import java.util.Optional;

/// Keeps what a hub publishes beyond the life of the process, so that the next one can go on with
/// the same numbers.
public interface Journal {
  /// What is known of a channel from before.
  ///
  /// @param epoch to go on with
  /// @param next the number of the next reading; those between the last kept one and this may have
  ///   been given to readings that are gone
  /// @param readings the last ones, rising
  record Past(String epoch, long next, List<Reading> readings) {}

  /// What is known of this channel; empty if it begins now.
  ///
  /// @param most how many readings are wanted at most
  Optional<Past> past(String channel, int most);

  /// Keeps a reading. It is called before anybody else gets the reading, and must neither wait nor
  /// fail: what to do when nothing more can be kept is up to the journal.
  void keep(Reading reading);

  /// Keeps nothing.
  static Journal none() {
    return new Journal() {
      @Override
      public Optional<Past> past(String channel, int most) {
        return Optional.empty();
      }

      @Override
      public void keep(Reading reading) {
        // nobody wants it later
      }
    };
  }
}
