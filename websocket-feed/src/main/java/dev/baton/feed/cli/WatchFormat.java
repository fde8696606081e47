package dev.baton.feed.cli;

import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.watch.AlertState.Raised;
import dev.baton.program.Shell;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// How `watch` says what it sees: to people, or to programs. A method that gives a list may find
/// that there is nothing to say.
interface WatchFormat {
  /// As this shell shows it.
  @Suspends
  static WatchFormat of(boolean json, Shell shell) {
    return of(json, shell, Clock.systemDefaultZone());
  }

  /// @param clock by which a new epoch was heard of
  @Suspends
  static WatchFormat of(boolean json, Shell shell, Clock clock) {
    if (json) {
      return new JsonWatchFormat();
    }
    int columns =
        shell
            .outTerminal()
            .map(terminal -> Blocking.call(() -> terminal.size().columns()))
            .orElse(Integer.MAX_VALUE);
    return new PlainWatchFormat(clock, () -> columns);
  }

  /// The server has said what it publishes.
  default void welcomed(Welcome welcome, List<String> channels) {}

  List<String> delivery(Delivery delivery);

  List<String> alert(Raised raised);

  /// More of a channel was asked for than its history has.
  String beginsLate(String channel, long first);

  // --- the connection

  /// @param away how long it was not there; null if this is the first connection
  String connected(String url, Duration away);

  /// @param first whether it was there until now, or this is the first try at all
  List<String> disconnected(String why, Duration pause, boolean first);

  // --- sums

  /// @param length of the time that the summary is of
  List<String> summary(Duration length, Tally tally);

  String total(Tally tally);
}
