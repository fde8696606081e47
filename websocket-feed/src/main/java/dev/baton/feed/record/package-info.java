/// Recordings: a folder of files, in which each line is an event as it is on the wire, with a
/// checksum.
///
/// ```text
///  feed-00000001-20261129T130512Z.ndjson    {"op":"head",...,"c":"1a2b3c4d"}
///  feed-00000002-20261129T140512Z.ndjson    {"op":"ev","ch":"host.cpu",...,"c":"99a0b1c2"}
///  lock                                     who writes it
///  numbering.json                           of a server: which numbers may have been given
/// ```
///
/// | type | what it is for |
/// |---|---|
/// | `ServerRecording`, `ServerStore` | a server's own events, written before they are sent |
/// | `Resumption`, `NumberingFile`, `BootId` | where its numbers go on after a restart |
/// | `RecentReadings` | what its history begins with |
/// | `StreamRecording`, `DeliveryLines` | what a watcher is told |
/// | `Verification`, `RecordingReader` | is it whole; what was recorded |
/// | `Continuity` | which line may come after which |
/// | `Seal`, `LineReader`, `Segment`, `Scan` | a line, lines of a file, a file, many files |
/// | `RecordingFolder`, `SegmentWriter` | opening a folder, and writing its files |
/// | `RecordingSettings`, `RecordingClock`, `Disk`, `Outside` | what a test replaces |
///
/// Read `Continuity` first, then `SegmentWriter`, `Scan`, `Resumption` and `ServerRecording`.
package dev.baton.feed.record;
