package dev.baton.feed.protocol;

import java.util.Map;

/// One event of a channel: what was measured, when, and its place in the stream.
///
/// @param channel such as `host.cpu`
/// @param epoch the identity of the stream: sequence numbers of different epochs have nothing to do
///   with each other
/// @param seq starts at 1 in each epoch and grows by 1
/// @param time microseconds since 1970, for display only: the order is that of `seq`
/// @param values what was measured, in the order in which it is shown
public record Reading(
    String channel, String epoch, long seq, long time, Map<String, Double> values) {
  /// Larger ones are not exact in JavaScript.
  public static final long MAX_SEQ = (1L << 53) - 1;
}
