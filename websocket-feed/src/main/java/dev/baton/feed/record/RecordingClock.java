package dev.baton.feed.record;

import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The two times of a recording. Used outside the loop.
///
/// @param wall for names and people
/// @param nanos for the age of a file: it only rises
record RecordingClock(Supplier<Instant> wall, LongSupplier nanos) {
  static final RecordingClock SYSTEM = new RecordingClock(Instant::now, System::nanoTime);
}
