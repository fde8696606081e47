package dev.baton.feed.host;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine's memory is used for, in bytes: `/proc/meminfo`.
final class MemoryInfo {
  private static final Pattern LINE = Pattern.compile("(\\w+): +([0-9]{1,15}) kB");

  private MemoryInfo() {}

  /// The figures in this text; empty if it is not what Linux writes.
  static Map<String, Double> parse(String meminfo) {
    Map<String, Double> all = new HashMap<>();
    Matcher line = LINE.matcher(meminfo);
    while (line.find()) {
      all.put(line.group(1), Double.parseDouble(line.group(2)) * 1024);
    }
    Double total = all.get("MemTotal");
    Double available = all.get("MemAvailable");
    if (total == null || available == null) {
      return Map.of();
    }
    Figures figures =
        new Figures()
            .bytes("used", total - available)
            .bytes("available", available)
            .bytes("total", total);
    double swap = all.getOrDefault("SwapTotal", 0.0);
    if (swap > 0) { // without any, that none is used says nothing
      figures.bytes("swapUsed", swap - all.getOrDefault("SwapFree", swap)).bytes("swapTotal", swap);
    }
    return figures.known();
  }
}
