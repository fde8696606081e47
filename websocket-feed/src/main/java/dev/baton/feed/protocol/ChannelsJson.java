package dev.baton.feed.protocol;

import java.util.ArrayList;
import java.util.List;

/// The answer to `GET /v1/channels` as text, and back.
///
/// ```json
/// {"channels":[{"ch":"host.cpu","about":"the processors",
///               "values":[{"name":"load","unit":"share","about":"of the time, busy"}]}]}
/// ```
public final class ChannelsJson {
  /// Where it is served.
  public static final String PATH = "/v1/channels";

  private ChannelsJson() {}

  /// The body of the answer.
  public static String text(List<ChannelInfo> channels) {
    return new JsonObject()
        .put("channels", channels.stream().map(channel -> add(new JsonObject(), channel)).toList())
        .toString();
  }

  /// Adds what is said of one channel to this object.
  ///
  /// @return the object
  public static JsonObject add(JsonObject json, ChannelInfo channel) {
    return json.put("ch", channel.name())
        .put("about", channel.about())
        .put("values", channel.values().stream().map(ChannelsJson::json).toList());
  }

  private static JsonObject json(ValueInfo value) {
    return new JsonObject()
        .put("name", value.name())
        .put("unit", value.unit().name())
        .put("about", value.about());
  }

  /// Reads the body of an answer.
  ///
  /// @throws BadMessageException if it is not what the protocol says, or beyond its limits
  public static List<ChannelInfo> parse(String text) throws BadMessageException {
    Fields answer = Json.parse("the list of channels", text);
    List<ChannelInfo> channels = new ArrayList<>();
    for (Fields channel : answer.objects("channels", Limits.CHANNELS)) {
      channels.add(channel(channel));
    }
    return channels;
  }

  private static ChannelInfo channel(Fields channel) throws BadMessageException {
    List<ValueInfo> values = new ArrayList<>();
    for (Fields value : channel.objects("values", Limits.VALUES)) {
      values.add(new ValueInfo(value.name("name"), value.unit("unit"), value.sentence("about")));
    }
    return new ChannelInfo(channel.name("ch"), channel.sentence("about"), values);
  }
}
