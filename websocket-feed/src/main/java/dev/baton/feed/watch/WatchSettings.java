package dev.baton.feed.watch;

import dev.baton.net.Backoff;
import java.time.Duration;

/// The limits of a watcher.
///
/// @param answer how long the server may take for a handshake, and for one answer of its history
/// @param backoff how long to wait after a failure
/// @param steady a connection that lasts this long resets the count of failures
/// @param tries how often the history is asked for the same, at least, before it is given up
/// @param patience for how long a history that is busy or out of reach is asked, at least, before
///   it is given up
/// @param held how many readings of a channel are kept that came too early
public record WatchSettings(
    Duration answer, Backoff backoff, Duration steady, int tries, Duration patience, int held) {
  /// What suits a person who watches.
  public static final WatchSettings DEFAULT =
      new WatchSettings(
          Duration.ofSeconds(5),
          new Backoff(Duration.ofMillis(250), Duration.ofSeconds(30)),
          Duration.ofSeconds(10),
          5,
          Duration.ofMinutes(1),
          10_000);
}
