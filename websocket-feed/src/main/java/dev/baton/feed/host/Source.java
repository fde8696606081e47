package dev.baton.feed.host;

import java.util.Map;

/// Where the values come from that are published.
@FunctionalInterface
public interface Source {
  /// The values of now, by channel. Must not block.
  Map<String, Map<String, Double>> read();
}
