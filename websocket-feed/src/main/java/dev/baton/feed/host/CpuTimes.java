package dev.baton.feed.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How long the processors did what since the machine was started: the first line of `/proc/stat`.
///
/// ```text
/// cpu  user nice system idle iowait irq softirq steal ...
/// ```
///
/// The counters grow; what they say is the difference of two looks.
record CpuTimes(long user, long system, long idle, long iowait, long steal) {
  /// The counters in this text; empty if it is not what Linux writes.
  static Optional<CpuTimes> parse(String stat) {
    String[] words = stat.lines().findFirst().orElse("").split(" +");
    if (words.length < 9 || !words[0].equals("cpu")) {
      return Optional.empty();
    }
    long[] ticks = new long[9];
    for (int i = 1; i < ticks.length; i++) {
      if (!words[i].matches("[0-9]{1,18}")) {
        return Optional.empty();
      }
      ticks[i] = Long.parseLong(words[i]);
    }
    return Optional.of(
        new CpuTimes(
            ticks[1] + ticks[2], ticks[3] + ticks[6] + ticks[7], ticks[4], ticks[5], ticks[8]));
  }

  /// The share of each, 0 to 1, in the time since this earlier look. Empty if no time has passed,
  /// or if a counter went back, as happens when a container moves.
  Map<String, Double> since(CpuTimes before) {
    long[] parts = {
      user - before.user,
      system - before.system,
      iowait - before.iowait,
      steal - before.steal,
      idle - before.idle
    };
    double all = 0;
    for (long part : parts) {
      if (part < 0) {
        return Map.of();
      }
      all += part;
    }
    return all == 0 ? Map.of() : shares(parts, all);
  }

  private static Map<String, Double> shares(long[] parts, double all) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("load", (parts[0] + parts[1] + parts[3]) / all);
    shares.put("user", parts[0] / all);
    shares.put("system", parts[1] / all);
    shares.put("iowait", parts[2] / all);
    shares.put("steal", parts[3] / all);
    shares.replaceAll((_, share) -> Math.round(share * 10_000) / 10_000.0);
    return shares;
  }
}
