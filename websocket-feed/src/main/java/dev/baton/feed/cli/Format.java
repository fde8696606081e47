package dev.baton.feed.cli;

import dev.baton.feed.recovery.Outcome;
import dev.baton.feed.serve.FeedServer.Addresses;
import java.time.Duration;

/// How things are said: to people, or to programs. One line each, safe to show.
interface Format {
  /// Whether messages go where the results go, as more of them.
  boolean messagesAreResults();

  String serving(Addresses addresses);

  String stopped(long published);

  String outcome(Outcome outcome);

  String connected(String url);

  String disconnected(String why, Duration pause);

  /// @param length of the time that the summary is of
  String summary(Duration length, Tally tally, long filled);

  String total(Tally tally, long filled);
}
