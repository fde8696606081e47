package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.testkit.ChildJvm;
import dev.baton.testkit.ChildProcess;
import dev.baton.testkit.Nightly;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real process that records and rotates as fast as it can, killed again and again. It stays in
/// one epoch, and whatever it has sent is in the recording.
@Tag("process")
class KilledServerTest {
  private static final int KILLS = Nightly.amount(8, 100);

  /// Some ten readings: it spends more time with rotation than with anything else.
  private static final long SEGMENT = 1_000;

  @TempDir private Path folder;

  /// By number: the time of what was sent.
  private final Map<Long, Long> sent = new TreeMap<>();

  private String epoch;

  /// Publishes until its input ends, and says what it sends.
  static final class Publisher {
    private Publisher() {}

    public static void main(String[] arguments) throws Exception {
      EventLoop.run(() -> publish(Path.of(arguments[0]), Long.parseLong(arguments[1])));
    }

    @Suspends
    private static void publish(Path folder, long count) throws Exception {
      RecordingSettings settings =
          new RecordingSettings(
              SEGMENT, Duration.ofHours(1), Duration.ofMillis(50), Duration.ofSeconds(30), 20);
      ServerStore store =
          ServerStore.open(
              new ServerStore.Setup(
                  folder,
                  10,
                  settings,
                  RecordingClock.SYSTEM,
                  Disk.system(),
                  BootId.ofThisMachine()));
      ServerRecording recording = new ServerRecording(folder, settings, store, Outside.ABANDONABLE);
      long top = recording.past("a", 10).map(past -> past.next() - 1).orElse(0L);
      System.out.println("begins " + recording.epoch() + " " + top);
      recording.run(
          trouble -> System.out.println("trouble " + trouble),
          () -> send(recording, top, top + count));
    }

    @Suspends
    private static void send(ServerRecording recording, long top, long last) {
      for (long seq = top + 1; seq <= last; seq++) {
        long time = System.nanoTime() >>> 1;
        Reading reading = new Reading("a", recording.epoch(), seq, time, Map.of("load", 0.5));
        if (!recording.keep(List.of(reading))) {
          throw new IllegalStateException("the epoch is over");
        }
        System.out.println("sent " + seq + " " + time);
      }
    }
  }

  @Test
  void whatWasSentIsRecordedInOneEpoch() throws Exception {
    Random random = new Random(1);
    try (var _ = Nightly.measure(KILLS + " kills of a recording server")) {
      for (int kill = 0; kill < KILLS; kill++) {
        publish(1_000_000, 1 + random.nextInt(200));
      }
    }
    publish(3, 3);

    assertThat(Recordings.problems(folder)).isEmpty();
    Map<Long, Long> recorded = new TreeMap<>();
    for (Delivery delivery : Recordings.read(folder)) {
      Reading reading = ((Delivered) delivery).reading();
      recorded.put(reading.seq(), reading.time());
    }
    assertThat(recorded).containsAllEntriesOf(sent);
    Verification.Report report = Verification.of(folder, _ -> {});
    assertThat(report.epochs()).containsExactly(epoch);
    assertThat(report.gaps()).isZero();
    Nightly.figure(
        "%,d sent, %,d recorded in %,d files"
            .formatted(sent.size(), report.events(), report.files()));
  }

  /// @param kill so many are read; then it is killed, unless it has ended
  private void publish(long count, int kill) throws Exception {
    try (ChildProcess child =
        ChildJvm.of(Publisher.class)
            .flags("-XX:TieredStopAtLevel=1")
            .start(folder.toString(), "" + count)) {
      String[] begins = child.nextLine().split(" ");
      assertThat(begins).startsWith("begins");
      epoch = epoch == null ? begins[1] : epoch;
      assertThat(begins[1]).isEqualTo(epoch);
      assertThat(Long.parseLong(begins[2])).isGreaterThanOrEqualTo(sent.size());
      for (int i = 0; i < kill; i++) {
        take(child.nextLine());
      }
      if (count == kill) {
        assertThat(child.exitCode()).isZero();
      }
    }
  }

  private void take(String line) {
    String[] words = line.split(" ");
    assertThat(words).startsWith("sent").hasSize(3);
    Long before = sent.putIfAbsent(Long.parseLong(words[1]), Long.parseLong(words[2]));
    assertThat(before).as(line).isNull();
  }
}
