package dev.baton.feed.serve;

import java.util.Collection;

/// The sentence about a channel that is not there.
final class UnknownChannel {
  private UnknownChannel() {}

  static String sentence(String channel, Collection<String> known) {
    return "there is no channel " + channel + "; there are " + String.join(", ", known);
  }
}
