package dev.baton.feed.host;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the machine's memory is used for, in bytes: `/proc/meminfo`.
final class MemoryInfo {
  private static final Pattern LINE = Pattern.compile("(\\w+): +([0-9]{1,15}) kB");

  private MemoryInfo() {}

  /// The figures in this text; empty if it is not what Linux writes.
  static Map<String, Double> parse(String meminfo) {
    Map<String, Double> all = new LinkedHashMap<>();
    Matcher line = LINE.matcher(meminfo);
    while (line.find()) {
      all.put(line.group(1), Double.parseDouble(line.group(2)) * 1024);
    }
    Double total = all.get("MemTotal");
    Double available = all.get("MemAvailable");
    if (total == null || available == null) {
      return Map.of();
    }
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("used", total - available);
    figures.put("available", available);
    figures.put("total", total);
    if (all.containsKey("SwapTotal") && all.containsKey("SwapFree")) {
      figures.put("swapUsed", all.get("SwapTotal") - all.get("SwapFree"));
    }
    return figures;
  }
}
