package dev.baton.feed.protocol;

/// What a subscriber says.
///
/// ```json
/// {"op":"hello","v":1,"client":"feed/1.0"}
/// {"op":"sub","id":1,"ch":"host.cpu","from":{"epoch":"k3f9","seq":1234},"mode":"latest"}
/// ```
public sealed interface ClientMessage {
  /// Says who this is; needs no answer, and may be left out.
  ///
  /// @param version of the protocol
  /// @param client for people; may be empty
  record Hello(int version, String client) implements ClientMessage {}

  /// Asks for a channel. The answer is a [ServerMessage.Subscribed] or a [ServerMessage.Problem].
  ///
  /// @param id comes back in the answer
  /// @param channel a name, or a pattern: see [ChannelPattern]
  /// @param epoch of the last subscription, or null if this is the first
  /// @param next the first sequence number of that epoch that is still wanted
  record Subscribe(long id, String channel, String epoch, long next, Mode mode)
      implements ClientMessage {
    /// For every event.
    public Subscribe(long id, String channel, String epoch, long next) {
      this(id, channel, epoch, next, Mode.STREAM);
    }
  }

  /// Something that later versions may know.
  record Unknown(String op) implements ClientMessage {}
}
