package dev.baton.feed.cli;

import dev.baton.feed.recovery.Delivery;
import java.time.Duration;

/// How `watch` says what it sees: to people, or to programs. One line each.
interface WatchFormat {
  String delivery(Delivery delivery);

  String connected(String url);

  String disconnected(String why, Duration pause);

  /// @param length of the time that the summary is of
  String summary(Duration length, Tally tally, long filled);

  String total(Tally tally, long filled);
}
