package dev.baton.bench.feed;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The text of an event, as our server has it: see `docs/feed-protocol.md`. The scripts of the
/// other servers send the same.
final class Event {
  private static final String BEFORE_SEQ =
      "{\"op\":\"ev\",\"ch\":\"host.cpu\",\"epoch\":\"1d2k8f0a7q3z\",\"seq\":";
  private static final String BEFORE_TIME = ",\"ts\":";
  private static final String VALUES =
      ",\"d\":{\"load\":0.4312,\"user\":0.2511,\"system\":0.1701,\"iowait\":0.0002,"
          + "\"steal\":0.0098}}";

  private Event() {}

  /// With the time that it is now.
  static String text(long seq) {
    return BEFORE_SEQ
        + seq
        + BEFORE_TIME
        + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())
        + VALUES;
  }
}
