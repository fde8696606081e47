package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.feed.protocol.RecordedLine.Reset;
import dev.baton.feed.recovery.Delivery;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When a file is full, and what the files are called.
class RotationTest {
  private static final Instant NOW = Instant.parse("2026-11-29T13:05:12Z");

  @TempDir private Path folder;

  @Test
  void aFileIsFullAfterAnHour() throws Exception {
    record(RecordingSettings.DEFAULT, Duration.ofMinutes(7), 20);

    List<Segment> segments = Segment.in(folder);
    assertThat(segments)
        .extracting(Segment::name)
        .containsExactly(
            "feed-00000001-20261129T130512Z.ndjson",
            "feed-00000002-20261129T140812Z.ndjson",
            "feed-00000003-20261129T151112Z.ndjson");
    assertThat(Recordings.problems(folder)).isEmpty();
    assertThat(Recordings.read(folder)).hasSize(20);
  }

  /// Each line is on the disk within a second, however few there are.
  @Test
  void itIsForcedEachSecond() throws Exception {
    TestDisk disk = new TestDisk();
    List<Integer> calls = new ArrayList<>();
    EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(Duration.ofMinutes(1))
        .run(
            () -> {
              StreamRecording recording = open(RecordingSettings.DEFAULT, disk);
              recording.run(
                  () -> {
                    recording.put(Deliveries.readings(1).getFirst());
                    Async.sleep(Duration.ofMillis(500));
                    calls.add(disk.calls());
                    Async.sleep(Duration.ofSeconds(1));
                    calls.add(disk.calls());
                    Async.sleep(Duration.ofHours(1)); // nothing comes: nothing is forced
                    calls.add(disk.calls());
                  });
            });
    assertThat(calls).containsExactly(calls.getFirst(), calls.getFirst() + 1, calls.getFirst() + 1);
  }

  private void record(RecordingSettings settings, Duration every, int count) throws Exception {
    EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(Duration.ofMinutes(1))
        .run(
            () -> {
              StreamRecording recording = open(settings, new TestDisk());
              recording.run(
                  () -> {
                    for (Delivery delivery : Deliveries.readings(count)) {
                      recording.put(delivery);
                      Async.sleep(every);
                    }
                  });
            });
  }

  private StreamRecording open(RecordingSettings settings, Disk disk) throws RecordingException {
    EventLoop loop = EventLoop.running();
    RecordingClock clock =
        new RecordingClock(() -> NOW.plusNanos(loop.time()), loop::time); // all runs on the loop
    return StreamRecording.openNow(folder, settings, clock, disk, Inline::run);
  }

  @Test
  void theNamesSortAsLongAsThereAreNumbers() throws IOException {
    Segment last = Segment.begun(folder, Segment.LAST, NOW);
    Segment before = Segment.begun(folder, Segment.LAST - 1, NOW.plusSeconds(1));

    assertThat(last.name()).isGreaterThan(before.name());
    assertThatThrownBy(() -> Segment.begun(folder, Segment.LAST + 1, NOW))
        .hasMessage("it has 99,999,999 files, and can have no more");
  }

  /// A file of 3 GiB of which the disk has some bytes only.
  @Test
  void theEndOfALargeFileIsFound() throws IOException {
    Path file = folder.resolve("feed-00000001-20261129T130512Z.ndjson");
    long large = 3L << 30;
    byte[] line = Seal.line("{\"op\":\"reset\",\"ch\":\"a\",\"old\":\"x\",\"epoch\":\"y\"}");
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(large);
      open.write('\n');
      open.write(line);
    }
    try (LineReader reader = LineReader.ofEnd(file, 1000)) {
      LineReader.Line last = reader.next();
      assertThat(last.start()).isEqualTo(large + 1);
      assertThat(last.parse()).isEqualTo(new Reset("a", "x", "y"));
      assertThat(reader.next()).isNull();
    }
  }
}
