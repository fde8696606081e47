package dev.baton.feed.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a server remembers of its numbers apart from the recording, so that none ever means two
/// things.
///
/// @param boot the run of the machine in which this was written
/// @param folder the folder in which it was; null in one of an earlier release
/// @param channels those that there ever were in this epoch
public record Numbering(
    String epoch, String boot, String folder, State state, Map<String, Numbers> channels) {
  /// The numbers of a channel.
  ///
  /// @param at this one at least was given
  /// @param reserved none above it was given
  public record Numbers(long at, long reserved) {}

  /// How far the recording can be relied on.
  public enum State {
    /// A server uses it, or was stopped at any place: what was sent had been written before.
    OPEN,
    /// It ended properly: all is on the disk.
    ENDED,
    /// The recording stopped and the server went on: any number may have been given.
    STOPPED
  }

  private static final int VERSION = 1;

  /// As JSON.
  public String text() {
    List<JsonObject> list = new ArrayList<>();
    channels.forEach(
        (channel, numbers) ->
            list.add(
                new JsonObject()
                    .put("ch", channel)
                    .put("at", numbers.at())
                    .put("reserved", numbers.reserved())));
    return new JsonObject()
        .put("op", "numbering")
        .put("v", VERSION)
        .put("epoch", epoch)
        .put("boot", boot)
        .put("folder", folder)
        .put("state", state.name().toLowerCase(Locale.ROOT))
        .put("channels", list)
        .toString();
  }

  /// Reads it.
  ///
  /// @throws BadMessageException if it is none
  public static Numbering parse(String text) throws BadMessageException {
    Fields fields = Json.parse("the numbering", text);
    fields.number("v", VERSION, VERSION);
    Map<String, Numbers> channels = new LinkedHashMap<>();
    for (Fields channel : fields.objects("channels", Limits.RECORDED_CHANNELS)) {
      long at = channel.number("at", 0, Reading.MAX_SEQ);
      channels.put(
          channel.name("ch"), new Numbers(at, channel.number("reserved", at, Reading.MAX_SEQ)));
    }
    String folder = fields.has("folder") ? fields.name("folder") : null;
    return new Numbering(
        fields.name("epoch"), fields.name("boot"), folder, state(fields), channels);
  }

  private static State state(Fields fields) throws BadMessageException {
    String name = fields.name("state");
    for (State state : State.values()) {
      if (state.name().toLowerCase(Locale.ROOT).equals(name)) {
        return state;
      }
    }
    throw new BadMessageException("the numbering: field \"state\" must not be " + name);
  }
}
