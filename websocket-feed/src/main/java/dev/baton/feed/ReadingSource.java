package dev.baton.feed;

import dev.baton.feed.protocol.ChannelInfo;
import java.util.List;
import java.util.Map;

/// Where the values come from that are published.
@FunctionalInterface
public interface ReadingSource {
  /// The values of now, by channel. Must not block.
  Map<String, Map<String, Double>> read();

  /// What the channels and their values mean; empty if the source does not say. It is the same
  /// always.
  default List<ChannelInfo> channels() {
    return List.of();
  }
}
