package dev.baton.feed.cli;

import dev.baton.feed.recovery.Outcome;
import java.time.Duration;

/// How `watch` says what it sees: to people, or to programs. One line each, safe to show.
interface WatchFormat {
  /// Whether messages go where the results go, as more of them.
  boolean messagesAreResults();

  String outcome(Outcome outcome);

  String connected(String url);

  String disconnected(String why, Duration pause);

  /// @param length of the time that the summary is of
  String summary(Duration length, Tally tally, long filled);

  String total(Tally tally, long filled);
}
