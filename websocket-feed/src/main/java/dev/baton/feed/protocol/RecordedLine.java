package dev.baton.feed.protocol;

import java.util.Map;

/// A line of a recording. The kinds, in the order in which they come:
///
/// ```text
///  Head               the first line of each file: where each channel is
///   From, Event, Event, Event ...
///   Gap               instead of what was lost
///   Reset             the stream goes on in another epoch; then From again
///  Next               the recording goes on in the next file; or
///  End                it ends here, and nothing is missing
/// ```
public sealed interface RecordedLine {
  /// How far a channel is recorded.
  ///
  /// @param seq the newest number that is here or declared as lost; 0 if the epoch has only begun
  record Place(String epoch, long seq) {}

  /// A file begins.
  ///
  /// @param number of the file, from 1
  /// @param time microseconds since 1970, for people
  /// @param writer who records: a server itself, or a watcher of it
  /// @param after what was before it
  /// @param at where each channel is
  record Head(long number, long time, Writer writer, After after, Map<String, Place> at)
      implements RecordedLine {}

  /// Who writes a recording.
  enum Writer {
    /// A server, its own events.
    SERVE,
    /// A watcher, what came.
    RECORD
  }

  /// What was before a file.
  enum After {
    /// Nothing: the recording begins.
    NOTHING,
    /// The one before was full.
    ROTATION,
    /// The one before ended properly.
    END,
    /// The one before ended at any place: the program or the machine was stopped, or its disk was
    /// full. A line that was not written whole is cut off.
    STOP
  }

  /// A channel begins in an epoch with this number; what it may have had before is not part of the
  /// recording.
  record From(String channel, String epoch, long seq) implements RecordedLine {}

  /// A reading.
  record Event(Reading reading) implements RecordedLine {}

  /// These are lost, for this reason.
  record Gap(String channel, String epoch, Range range, String why) implements RecordedLine {}

  /// The stream of a channel goes on in another epoch.
  record Reset(String channel, String oldEpoch, String epoch) implements RecordedLine {}

  /// The file is full; the recording goes on in the next one.
  record Next(Map<String, Place> at) implements RecordedLine {}

  /// The recording ends here properly.
  record End(Map<String, Place> at) implements RecordedLine {}
}
