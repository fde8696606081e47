package dev.baton.feed.protocol;

/// What a subscriber says.
///
/// ```json
/// {"op":"sub","id":1,"ch":"host.cpu","from":{"epoch":"k3f9","seq":1234}}
/// ```
public sealed interface ClientMessage {
  /// Asks for a channel. The answer is a [ServerMessage.Subscribed] or a [ServerMessage.Problem].
  ///
  /// @param id comes back in the answer
  /// @param epoch of the last subscription, or null if this is the first
  /// @param next the first sequence number of that epoch that is still wanted
  record Subscribe(long id, String channel, String epoch, long next) implements ClientMessage {}

  /// Something that later versions may know.
  record Unknown(String op) implements ClientMessage {}
}
