package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.EventLoop;
import dev.baton.Suspends;
import dev.baton.TimeoutException;
import dev.baton.feed.protocol.ServerMessage.Welcome;
import dev.baton.feed.record.StreamRecording;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.watch.Access;
import dev.baton.feed.watch.HistoryClient;
import dev.baton.feed.watch.Viewer;
import dev.baton.feed.watch.Wanted;
import dev.baton.feed.watch.WatchSettings;
import dev.baton.feed.watch.Watcher;
import dev.baton.feed.watch.WebSocketConnector;
import dev.baton.program.Output;
import dev.baton.sync.QueueShutDownException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// The tasks of one `record`.
///
/// ```text
///  main ---- output
///    +------ recording: writes, and forces each second
///    +------ watcher ---- fill host.cpu, fill host.memory
/// ```
///
/// However it ends, what has come is written before, and the recording ends properly.
final class RecordRun implements Viewer {
  private final Access access;
  private final Wanted wanted;
  private final boolean patient;

  /// Null: no end.
  private final Duration length;

  private final StreamRecording recording;
  private final WatchFormat format;
  private final Output output;
  private final Tally tally = new Tally();
  private Watcher watcher;

  /// Since when the server is not there, by the loop's clock; negative while it is.
  private long awaySince = -1;

  RecordRun(
      Access access,
      Wanted wanted,
      boolean patient,
      Duration length,
      StreamRecording recording,
      WatchFormat format,
      Output output) {
    this.access = access;
    this.wanted = wanted;
    this.patient = patient;
    this.length = length;
    this.recording = recording;
    this.format = format;
    this.output = output;
  }

  /// @throws dev.baton.feed.record.RecordingException if it cannot be written
  /// @throws dev.baton.ExceptionGroup with the [IOException] in it that ended the watcher
  @Suspends
  void run() throws IOException {
    output.run(
        () -> {
          recording.notes().forEach(note -> output.offer("feed: " + note));
          try {
            recording.run(this::watch);
          } finally {
            end();
          }
        });
  }

  @Suspends
  private void watch() throws IOException {
    WatchSettings settings = WatchSettings.DEFAULT;
    try (HistoryClient history = new HistoryClient(access)) {
      watcher =
          new Watcher(
              new WebSocketConnector(access, settings.answer()),
              history,
              this,
              settings,
              RandomGenerator.getDefault(),
              wanted);
      if (length == null) {
        watcher.run(patient);
      } else {
        Async.timeout(length, () -> watcher.run(patient));
      }
    } catch (TimeoutException over) {
      // as it was asked for
    }
  }

  @Suspends
  private void end() {
    try {
      if (tally.everConnected()) {
        output.print(format.total(tally));
      }
    } catch (QueueShutDownException readerHasGone) {
      // nobody wants to know
    }
  }

  Tally tally() {
    return tally;
  }

  // --- what the watcher tells

  @Override
  @Suspends
  public void see(Delivery delivery) {
    recording.put(delivery);
    tally.count(delivery);
    if (!(delivery instanceof Delivered)) {
      for (String line : format.delivery(delivery)) {
        output.print(line);
      }
    }
  }

  @Override
  public void welcomed(Welcome welcome, List<String> channels) {
    format.welcomed(welcome, channels);
  }

  @Override
  @Suspends
  public void beginsLate(String channel, long first) {
    output.message(format.beginsLate(channel, first));
  }

  @Override
  @Suspends
  public void connected() {
    Duration away = Duration.ofNanos(EventLoop.running().time() - awaySince);
    output.message(format.connected(access.url().toString(), tally.everConnected() ? away : null));
    tally.countConnection();
    awaySince = -1;
  }

  @Override
  @Suspends
  public void disconnected(String why, Duration pause) {
    boolean first = awaySince < 0;
    awaySince = first ? EventLoop.running().time() : awaySince;
    for (String line : format.disconnected(why, pause, first)) {
      output.message(line);
    }
  }
}
