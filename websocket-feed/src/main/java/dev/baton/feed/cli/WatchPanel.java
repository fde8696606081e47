package dev.baton.feed.cli;

import dev.baton.EventLoop;
import dev.baton.feed.watch.Watcher;
import dev.baton.terminal.Panel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The living line of `watch`: whether the server is there, and what there was so far.
///
/// ```text
/// LIVE ws://127.0.0.1:8787, 8 channels, 1,234 readings, 4 filled, 0 lost
/// FILLING 120 readings, ws://127.0.0.1:8787, 8 channels, ...
/// AWAY for 12 s, try 8 in 0.4 s (Enter: at once); nothing answers there
/// ```
final class WatchPanel implements Panel.Content {
  /// A silence of less is usual.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final String url;
  private final Tally tally;
  private final Watcher watcher;
  private final boolean enter;

  private int channels;
  private boolean connected;

  /// Why it is not, and what comes next.
  private String why = "";

  private int tries;
  private long awaySince;
  private long nextTry;
  private long lastReading;

  /// @param enter whether Enter does something
  WatchPanel(String url, Tally tally, Watcher watcher, boolean enter) {
    this.url = url;
    this.tally = tally;
    this.watcher = watcher;
    this.enter = enter;
    awaySince = now();
  }

  private static long now() {
    return EventLoop.running().time();
  }

  void connecting() {
    tries++;
    nextTry = 0;
  }

  /// @return how long the server was away
  Duration connected(int watched) {
    Duration away = Duration.ofNanos(now() - awaySince);
    channels = watched;
    connected = true;
    lastReading = now();
    tries = 0;
    return away;
  }

  /// @return whether it was there until now, or this is the first try at all
  boolean disconnected(String reason, Duration pause) {
    boolean first = connected || tries == 1 && why.isEmpty();
    if (connected) {
      awaySince = now();
      connected = false;
    }
    why = reason;
    nextTry = now() + pause.toNanos();
    return first;
  }

  void read() {
    lastReading = now();
  }

  @Override
  public List<String> lines(Duration elapsed) {
    return List.of(connected ? live() : away());
  }

  private String live() {
    long missing = watcher.missing();
    Duration quiet = Duration.ofNanos(now() - lastReading);
    return text(
        "%s%s, %s, %s, %,d filled, %,d lost%s",
        missing > 0 ? text("FILLING %,d readings, ", missing) : "LIVE ",
        url,
        PlainWatchFormat.count(channels, "channel"),
        PlainWatchFormat.count(tally.readings(), "reading"),
        tally.filled(),
        tally.lost(),
        quiet.compareTo(QUIET) > 0 ? ", nothing came for " + seconds(quiet) : "");
  }

  private String away() {
    if (why.isEmpty()) {
      return "CONNECTING to " + url;
    }
    return text(
        "AWAY for %s, try %d %s; %s",
        seconds(Duration.ofNanos(now() - awaySince)),
        nextTry == 0 ? tries : tries + 1,
        nextTry == 0 ? "now" : pause(),
        why.replace("cannot reach " + url + ": ", ""));
  }

  private String pause() {
    double left = Math.max(0, nextTry - now()) / 1e9;
    return text("in %.1f s%s", left, enter ? " (Enter: at once)" : "");
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
