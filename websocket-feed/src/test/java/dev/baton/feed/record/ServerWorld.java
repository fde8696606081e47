package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Action;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.feed.Journal.Past;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.record.TestDisk.Killed;
import dev.baton.testing.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A server that publishes, is stopped in every way and starts again; and everything that it has
/// ever sent. No number may ever mean two things, and what a started server knows of its past must
/// be what was sent.
final class ServerWorld {
  static final List<String> CHANNELS = List.of("a", "b");
  static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int HISTORY = 50;

  /// Small files and few reserved numbers, so that much happens.
  private static final RecordingSettings SETTINGS =
      new RecordingSettings(700, Duration.ofHours(1), Duration.ofSeconds(1), PATIENCE, 5);

  final TestDisk disk = new TestDisk();
  final List<String> troubles = new ArrayList<>();

  /// Where the recording's work is done.
  Outside outside = Inline::run;

  private final Path folder;

  /// The run of the machine.
  private int boot;

  /// By epoch, channel and number.
  private final Map<String, Reading> sent = new HashMap<>();

  private long clock;

  // --- of the server that runs

  private ServerRecording recording;
  private ServerStore store;
  private String epoch;
  private final Map<String, Long> tops = new TreeMap<>();

  ServerWorld(Path folder) {
    this.folder = folder;
  }

  interface Work {
    @Suspends
    void run() throws Exception;
  }

  /// Runs a test in a loop whose time costs nothing.
  static void inLoop(Work test) throws Exception {
    EventLoop.builder()
        .clock(new VirtualClock())
        .blockedAfter(Duration.ofMinutes(1)) // all is done on the loop here
        .run(test::run);
  }

  /// Runs a server: it starts, does this, and ends properly, unless it is killed.
  ///
  /// @return whether it was not killed
  @Suspends
  boolean serve(Work work) throws Exception {
    try {
      start();
      recording.run(troubles::add, work::run);
      return true;
    } catch (Killed killed) {
      return false;
    } finally {
      if (store != null) {
        store.close();
        store = null;
      }
    }
  }

  private void start() throws Exception {
    disk.start();
    store =
        ServerStore.open(
            new ServerStore.Setup(
                folder,
                HISTORY,
                SETTINGS,
                new RecordingClock(() -> Instant.ofEpochSecond(clock), () -> clock),
                disk,
                "boot-id-" + boot));
    recording = new ServerRecording(folder, SETTINGS, store, this::doOutside);
    epoch = store.epoch();
    tops.clear();
    for (String channel : CHANNELS) {
      recording.past(channel, HISTORY).ifPresent(past -> goOn(channel, past));
    }
  }

  @Suspends
  private <X extends Exception> void doOutside(Action<X> work) throws X {
    outside.call(work);
  }

  private void goOn(String channel, Past past) {
    assertThat(past.epoch()).isEqualTo(epoch);
    tops.put(channel, past.next() - 1);
    for (Reading reading : past.readings()) {
      Reading before = sent.putIfAbsent(key(reading), reading);
      assertThat(before == null ? reading : before).isEqualTo(reading);
    }
  }

  /// Publishes one reading of each channel, as a server does.
  @Suspends
  void publish() {
    clock++;
    List<Reading> readings = next();
    if (!recording.keep(readings)) {
      epoch = "runtime-" + clock;
      tops.clear();
      readings = next();
    }
    for (Reading reading : readings) {
      tops.put(reading.channel(), reading.seq());
      assertThat(sent.put(key(reading), reading)).as("sent before").isNull();
    }
  }

  private List<Reading> next() {
    return CHANNELS.stream()
        .map(
            channel ->
                new Reading(
                    channel,
                    epoch,
                    tops.getOrDefault(channel, 0L) + 1,
                    clock,
                    Map.of("value", clock + 0.5)))
        .toList();
  }

  @Suspends
  void publish(int times) {
    for (int i = 0; i < times; i++) {
      publish();
    }
  }

  @Suspends
  void force() {
    recording.force();
  }

  private static String key(Reading reading) {
    return reading.epoch() + "/" + reading.channel() + "/" + reading.seq();
  }

  /// The machine is started again.
  void startMachine() {
    boot++;
  }

  String epoch() {
    return epoch;
  }

  ServerStore store() {
    return store;
  }

  long top(String channel) {
    return tops.getOrDefault(channel, 0L);
  }

  /// What does not hold in the recording.
  List<String> problems() throws Exception {
    List<String> problems = new ArrayList<>();
    Verification.of(
        folder,
        problem -> problems.add(problem.file() + ":" + problem.line() + " " + problem.what()));
    return problems;
  }

  Verification.Report report() throws Exception {
    return Verification.of(folder, _ -> {});
  }
}
