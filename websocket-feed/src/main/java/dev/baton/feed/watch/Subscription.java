package dev.baton.feed.watch;

import java.io.IOException;

/// The subscription of one connection to one channel: when it has to be made again.
///
/// The epoch of a channel may change while the connection lives, as behind a proxy. What is heard
/// of another epoch is dropped until the channel is subscribed to again. The answer may still name
/// the old one: the request has overtaken the change, or there are two servers. Then it is tried
/// once more after each heartbeat, and a server that goes on contradicting itself is left.
final class Subscription {
  private static final int MAX_CONTRADICTIONS = 3;

  private final String channel;
  private boolean pending;

  /// The epoch because of which it was made again and must not be made once more; null if none.
  private String askedFor;

  /// Answers in a row with another epoch than the one that was asked for.
  private int contradictions;

  Subscription(String channel) {
    this.channel = channel;
  }

  /// It is asked for.
  ///
  /// @param heardOf the epoch that was heard of, because of which it is made again, or null
  void ask(String heardOf) {
    pending = true;
    askedFor = heardOf;
  }

  /// Whether to ask again.
  ///
  /// @param heardOf the epoch that was heard of in place of the one that is followed, or null
  boolean isDue(String heardOf) {
    return heardOf != null && !pending && !heardOf.equals(askedFor);
  }

  /// It is made.
  ///
  /// @throws IOException if the server has contradicted itself too often
  void answered(String epoch) throws IOException {
    pending = false;
    if (askedFor == null) {
      return;
    }
    contradictions = epoch.equals(askedFor) ? 0 : contradictions + 1;
    if (contradictions >= MAX_CONTRADICTIONS) {
      throw new IOException(
          ("the server contradicts itself: it publishes %s in epoch %s,"
                  + " and answers subscriptions with %s")
              .formatted(channel, askedFor, epoch));
    }
  }

  /// Allows one more try.
  void heartbeat() {
    if (!pending) {
      askedFor = null;
    }
  }
}
