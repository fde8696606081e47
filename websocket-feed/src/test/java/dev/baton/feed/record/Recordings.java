package dev.baton.feed.record;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.feed.recovery.Delivery;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Writes and reads recordings of watchers.
final class Recordings {
  private static final Instant NOW = Instant.parse("2026-11-29T13:05:12Z");

  private Recordings() {}

  static RecordingSettings settings(long segmentBytes) {
    return new RecordingSettings(
        segmentBytes, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(5), 1000);
  }

  /// Records these, and ends properly.
  ///
  /// @return what people are told
  static List<String> write(Path folder, long segmentBytes, List<Delivery> deliveries)
      throws Exception {
    return write(folder, segmentBytes, new TestDisk(), deliveries);
  }

  static List<String> write(Path folder, long segmentBytes, Disk disk, List<Delivery> deliveries)
      throws Exception {
    return EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(Duration.ofMinutes(1)) // all is done on the loop here
        .run(
            () -> {
              StreamRecording recording =
                  StreamRecording.openNow(
                      folder,
                      settings(segmentBytes),
                      new RecordingClock(() -> NOW, () -> 0),
                      disk,
                      Inline::run);
              recording.run(
                  () -> {
                    for (Delivery delivery : deliveries) {
                      recording.put(delivery);
                      Async.yieldNow();
                    }
                  });
              return recording.notes();
            });
  }

  /// Reads all of it; what does not hold is an error.
  static List<Delivery> read(Path folder) throws IOException {
    List<Delivery> all = new ArrayList<>();
    try (RecordingReader reader =
        RecordingReader.open(
            folder,
            problem -> {
              throw new AssertionError(problem);
            })) {
      for (List<Delivery> batch; !(batch = reader.next(7)).isEmpty(); ) {
        all.addAll(batch);
      }
    }
    return all;
  }

  /// What [Verification] finds.
  static List<String> problems(Path folder) throws IOException {
    List<String> problems = new ArrayList<>();
    Verification.of(
        folder,
        problem -> problems.add(problem.file() + ":" + problem.line() + ": " + problem.what()));
    return problems;
  }
}
