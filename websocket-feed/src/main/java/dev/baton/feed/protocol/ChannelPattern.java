package dev.baton.feed.protocol;

import java.util.Collection;
import java.util.List;

/// Names channels: one by its name, or several by how their names begin.
///
/// | pattern | channels |
/// |---|---|
/// | `host.cpu` | this one |
/// | `host.*` | those whose name begins with `host.` |
/// | `*` | all |
///
/// @param text as it came
public record ChannelPattern(String text) {
  private static final String REST = "*";

  /// Whether this is a pattern, or the name of a channel.
  public static boolean isValid(String text) {
    return text.equals(REST)
        || Fields.isName(text)
        || text.endsWith("." + REST) && Fields.isName(text.substring(0, text.length() - 1));
  }

  /// False for the name of a channel.
  public boolean isForSeveral() {
    return text.endsWith(REST);
  }

  /// Whether it means this channel.
  public boolean matches(String channel) {
    return isForSeveral()
        ? channel.startsWith(text.substring(0, text.length() - REST.length()))
        : channel.equals(text);
  }

  /// Those of the channels that it means, in their order.
  public List<String> of(Collection<String> channels) {
    return channels.stream().filter(this::matches).toList();
  }
}
