package dev.baton.feed;

import java.util.Map;

/// Where the values come from that are published.
@FunctionalInterface
public interface ReadingSource {
  /// The values of now, by channel. Must not block.
  Map<String, Map<String, Double>> read();
}
