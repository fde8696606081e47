package dev.baton.feed.host;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How long the processors did what since the machine was started: the first line of `/proc/stat`.
///
/// ```text
/// cpu  user nice system idle iowait irq softirq steal ...
/// ```
///
/// The counters grow; what they say is the difference of two looks.
record CpuTimes(long user, long system, long idle, long iowait, long steal) {
  static final Set<String> NAMES = Set.of("load", "user", "system", "iowait", "steal");

  /// The counters in this text; empty if it is not what Linux writes.
  static Optional<CpuTimes> parse(String stat) {
    String[] words = stat.lines().findFirst().orElse("").split(" +");
    if (!words[0].equals("cpu")) {
      return Optional.empty();
    }
    return Columns.of(words, 1, 2, 3, 4, 5, 6, 7, 8)
        .map(t -> new CpuTimes(t[0] + t[1], t[2] + t[5] + t[6], t[3], t[4], t[7]));
  }

  /// The share of each, 0 to 1, in the time since this earlier look. Empty if no time has passed,
  /// or if a counter went back, as happens when a container moves. Those of idle processors go back
  /// a little now and then; that counts as no time.
  Map<String, Double> since(CpuTimes before) {
    long userGrown = user - before.user;
    long systemGrown = system - before.system;
    long stealGrown = steal - before.steal;
    long waited = Math.max(0, iowait - before.iowait);
    double busy = userGrown + systemGrown + stealGrown;
    double all = busy + waited + Math.max(0, idle - before.idle);
    boolean wentBack = List.of(userGrown, systemGrown, stealGrown).stream().anyMatch(t -> t < 0);
    if (wentBack || all == 0) {
      return Map.of();
    }
    return new Figures()
        .share("load", busy / all)
        .share("user", userGrown / all)
        .share("system", systemGrown / all)
        .share("iowait", waited / all)
        .share("steal", stealGrown / all)
        .known();
  }
}
