package dev.baton.feed.protocol;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a channel publishes.
///
/// @param name such as `host.cpu`
/// @param about for people, a line at most
/// @param values those that its readings may have, in the order in which they are shown
public record ChannelInfo(String name, String about, List<ValueInfo> values) {
  /// Takes a copy of the list.
  public ChannelInfo {
    values = List.copyOf(values);
  }

  /// The units alone, by the name of the value.
  public Map<String, Unit> units() {
    Map<String, Unit> units = new LinkedHashMap<>();
    values.forEach(value -> units.put(value.name(), value.unit()));
    return units;
  }

  /// The units of several channels, as a [ServerMessage.Welcome] has them.
  public static Map<String, Map<String, Unit>> units(Collection<ChannelInfo> channels) {
    Map<String, Map<String, Unit>> units = new LinkedHashMap<>();
    channels.forEach(channel -> units.put(channel.name(), channel.units()));
    return units;
  }
}
