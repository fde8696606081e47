package dev.baton.feed;

import dev.baton.Suspends;
import dev.baton.feed.protocol.Reading;
import java.util.List;
import java.util.Optional;

/// Keeps what a hub publishes beyond the life of the process, so that the next one can go on with
/// the same numbers, and none ever means two things.
///
/// ```text
///  publish --> number --> keep --> history, subscribers
///                          |
///                          +-- it is written, or it is certain that nothing will be
/// ```
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

  /// Keeps these readings, before anybody else gets them. When it returns they may be sent, also if
  /// they could not be kept: a journal that fails says so itself, once, and holds up nothing. One
  /// call at a time, in the order of the numbers.
  ///
  /// @return false if the epoch must end here, since after a restart its numbers could get a second
  ///   meaning. These readings are to be the first of a new epoch then; no number of theirs has
  ///   been sent
  @Suspends
  boolean keep(List<Reading> readings);

  /// Keeps nothing.
  static Journal none() {
    return new Journal() {
      @Override
      public Optional<Past> past(String channel, int most) {
        return Optional.empty();
      }

      @Override
      public boolean keep(List<Reading> readings) {
        return true; // nobody wants them later
      }
    };
  }
}
