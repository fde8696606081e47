package dev.baton.feed.cli;

import dev.baton.feed.protocol.ChannelInfo;
import dev.baton.feed.protocol.ChannelsJson;
import dev.baton.feed.protocol.JsonObject;
import dev.baton.feed.protocol.ValueInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// How `channels` shows what a server publishes.
enum ChannelsFormat {
  /// For people: the channels, and their values in columns.
  PLAIN {
    @Override
    List<String> lines(List<ChannelInfo> channels) {
      int names = widest(channels, ValueInfo::name);
      int units = widest(channels, value -> value.unit().name());
      String row = "  %-" + names + "s  %-" + units + "s  %s";
      List<String> lines = new ArrayList<>();
      for (ChannelInfo channel : channels) {
        lines.add((channel.name() + "  " + channel.about()).stripTrailing());
        for (ValueInfo value : channel.values()) {
          lines.add(
              String.format(Locale.ROOT, row, value.name(), value.unit(), value.about())
                  .stripTrailing());
        }
      }
      return lines;
    }

    private static int widest(List<ChannelInfo> channels, Function<ValueInfo, String> column) {
      return channels.stream()
          .flatMap(channel -> channel.values().stream())
          .mapToInt(value -> column.apply(value).length())
          .max()
          .orElse(1);
    }
  },

  /// For programs: a line of JSON for each channel.
  JSON {
    @Override
    List<String> lines(List<ChannelInfo> channels) {
      return channels.stream()
          .map(channel -> ChannelsJson.add(new JsonObject().put("type", "channel"), channel))
          .map(JsonObject::toString)
          .toList();
    }
  };

  abstract List<String> lines(List<ChannelInfo> channels);
}
