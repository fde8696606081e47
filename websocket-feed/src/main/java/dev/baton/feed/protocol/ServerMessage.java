package dev.baton.feed.protocol;

import java.util.List;
import java.util.Map;

/// What the server says. Each message is one text frame of JSON; `op` names its kind.
///
/// ```text
///  connect ----> Welcome
///  Subscribe --> Subscribed, then Published, Published, Published ...
///                                 Lost       instead of what a slow subscriber missed
///                                 Heartbeat  each few seconds: a lost tail is seen by it
///  the end ----> Bye
/// ```
///
/// On one connection the messages of a channel come in the order of their sequence numbers, and all
/// are of the epoch that its last `Subscribed` named.
public sealed interface ServerMessage {
  /// The first message.
  ///
  /// @param version of this protocol: 1
  /// @param heartbeatMillis how often a [Heartbeat] comes
  /// @param historyPort where the history is served, on the same host
  /// @param channels what can be subscribed to
  /// @param units of the values of each channel; empty from servers that do not say them
  record Welcome(
      int version,
      long heartbeatMillis,
      int historyPort,
      List<String> channels,
      Map<String, Map<String, Unit>> units)
      implements ServerMessage {
    /// Without units.
    public Welcome(int version, long heartbeatMillis, int historyPort, List<String> channels) {
      this(version, heartbeatMillis, historyPort, channels, Map.of());
    }
  }

  /// The subscription is made; what follows has sequence numbers above `top`.
  ///
  /// @param first the oldest that the history has
  /// @param top the newest there is, 0 if there is none
  /// @param recovered whether the history has everything from the asked-for number on
  record Subscribed(long id, String channel, String epoch, long first, long top, boolean recovered)
      implements ServerMessage {}

  /// A reading.
  ///
  /// @param previous the number after which nothing was sent, because newer readings came; negative
  ///   if nothing was left out
  record Published(Reading reading, long previous) implements ServerMessage {
    private static final long NOTHING_LEFT_OUT = -1;

    /// One before which nothing was left out.
    public Published(Reading reading) {
      this(reading, NOTHING_LEFT_OUT);
    }

    /// True if nothing was left out before it.
    public boolean isWhole() {
      return previous < 0;
    }
  }

  /// These will not be sent on this connection. The history may have them.
  ///
  /// @param epoch null from servers that do not say it
  record Lost(String channel, String epoch, long from, long to, String why)
      implements ServerMessage {}

  /// A sign of life.
  ///
  /// @param tops the newest sequence number of each channel, subscribed or not
  /// @param epochs the epochs of these numbers; empty from servers that do not say them
  record Heartbeat(long time, Map<String, Long> tops, Map<String, String> epochs)
      implements ServerMessage {}

  /// A subscription was refused.
  record Problem(long id, String code, String message) implements ServerMessage {}

  /// The connection is about to be closed.
  ///
  /// @param retryMillis when it may be tried again
  record Bye(int code, String why, long retryMillis) implements ServerMessage {}

  /// Something that later versions may say.
  record Unknown(String op) implements ServerMessage {}
}
