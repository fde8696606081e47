package dev.baton.feed.record;

import java.time.Duration;

/// How a recording is written.
///
/// @param segmentBytes a file that has as many is full
/// @param segmentTime a file that is so old is full
/// @param sync how often what was written is forced to the disk
/// @param patience how long the disk may take to write what is to be sent; after that the recording
///   stops
/// @param reserve so many numbers at a time are reserved for each channel: this is what a declared
///   hole costs after a power failure, and how often the reservation is forced to the disk
record RecordingSettings(
    long segmentBytes, Duration segmentTime, Duration sync, Duration patience, int reserve) {
  static final RecordingSettings DEFAULT =
      new RecordingSettings(
          64 << 20, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(5), 1000);
}
