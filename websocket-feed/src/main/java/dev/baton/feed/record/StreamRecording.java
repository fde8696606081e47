package dev.baton.feed.record;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.ExceptionGroup;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TaskGroup;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.RecordedLine;
import dev.baton.feed.protocol.RecordedLine.Place;
import dev.baton.feed.protocol.RecordedLine.Writer;
import dev.baton.feed.recovery.Delivery;
import dev.baton.sync.Queue;
import dev.baton.sync.QueueShutDownException;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The recording of what a watcher is told: readings, holes, new epochs.
///
/// [#put] waits when the disk is behind; the watcher then reads no further, and what the server
/// drops meanwhile comes from its history.
public final class StreamRecording {
  /// So many deliveries wait to be written.
  private static final int WAITING = 1000;

  private final Path folder;
  private final RecordingSettings settings;
  private final RecordingFolder opened;
  private final SegmentWriter segments;
  private final DeliveryLines lines;
  private final List<Position> positions;
  private final Outside outside;
  private final Queue<Delivery> waiting = new Queue<>(WAITING);

  /// Whether all that was put is written.
  private boolean isWritten;

  StreamRecording(
      Path folder,
      RecordingSettings settings,
      RecordingFolder opened,
      SegmentWriter segments,
      Outside outside) {
    this.folder = folder;
    this.settings = settings;
    this.opened = opened;
    this.segments = segments;
    this.outside = outside;
    this.positions = positions(opened.continuity().at());
    this.lines = new DeliveryLines(opened.continuity().at());
  }

  /// Opens the recording in this folder where it was, or makes it.
  ///
  /// @throws RecordingException if it cannot be written
  @Suspends
  public static StreamRecording open(Path folder) throws RecordingException {
    return Blocking.call(
        () ->
            openNow(
                folder,
                RecordingSettings.DEFAULT,
                RecordingClock.SYSTEM,
                Disk.system(),
                Outside.BLOCKING),
        StreamRecording::closeQuietly);
  }

  static StreamRecording openNow(
      Path folder, RecordingSettings settings, RecordingClock clock, Disk disk, Outside outside)
      throws RecordingException {
    RecordingFolder opened = RecordingFolder.open(folder, Writer.RECORD, disk);
    SegmentWriter segments = opened.writer(Writer.RECORD, settings, clock);
    StreamRecording recording = new StreamRecording(folder, settings, opened, segments, outside);
    try {
      segments.begin(opened.after());
      return recording;
    } catch (IOException failure) {
      recording.closeQuietly();
      throw recording.cannotBeWritten(failure);
    }
  }

  private static List<Position> positions(Map<String, Place> at) {
    return at.entrySet().stream()
        .map(
            channel ->
                new Position(
                    channel.getKey(), channel.getValue().epoch(), channel.getValue().seq() + 1))
        .toList();
  }

  /// Where a watcher is to go on.
  public List<Position> positions() {
    return positions;
  }

  /// What people should know about how it goes on: sentences.
  public List<String> notes() {
    return opened.notes();
  }

  /// Records what comes by [#put] while the body runs, and ends the recording properly however the
  /// body ends.
  ///
  /// @throws RecordingException if it cannot be written; the body was cancelled then
  /// @throws X what the body throws
  @Suspends
  public <X extends Exception> void run(Action<X> body) throws X, RecordingException {
    Outcome<X> outcome = new Outcome<>();
    try {
      TaskGroup.run(group -> run(group, body, outcome));
    } catch (ExceptionGroup failures) {
      throw failures.onlyOf(RecordingException.class).orElseThrow(() -> failures);
    } finally {
      outside.call(this::closeQuietly);
    }
    outcome.raise();
  }

  /// What the body throws is thrown outside the group, so that nobody has to look for it in an
  /// [ExceptionGroup].
  private static final class Outcome<X extends Exception> {
    private Exception failure;

    /// The cast is safe: the body throws X and unchecked exceptions only.
    @SuppressWarnings("unchecked")
    void raise() throws X {
      if (failure != null) {
        throw (X) failure;
      }
    }
  }

  @Suspends
  private <X extends Exception> void run(TaskGroup group, Action<X> body, Outcome<X> outcome)
      throws RecordingException {
    Task<Void> writing = group.spawn("recording", this::write);
    Task<Void> forcing = group.spawn("forcing", this::forceEachSecond);
    try {
      body.run();
    } catch (Exception failure) {
      outcome.failure = failure;
    } finally {
      waiting.shutdown();
      Async.wait(List.of(writing), ReturnWhen.ALL_COMPLETED);
      forcing.cancel();
      end();
    }
  }

  @Suspends
  private void end() throws RecordingException {
    if (isWritten) {
      try {
        outside.call(segments::end);
      } catch (IOException failure) {
        throw cannotBeWritten(failure);
      }
    }
  }

  /// Records this in its turn. Waits while too many do.
  ///
  /// @throws QueueShutDownException if the recording has ended
  @Suspends
  public void put(Delivery delivery) {
    waiting.put(delivery);
  }

  @Suspends
  private void write() throws RecordingException {
    try {
      for (List<Delivery> batch; !(batch = nextBatch()).isEmpty(); ) {
        List<RecordedLine> next = lines.lines(batch);
        outside.call(() -> segments.append(next));
      }
      isWritten = true;
    } catch (IOException failure) {
      throw cannotBeWritten(failure);
    } finally {
      waiting.shutdown(true);
    }
  }

  /// Waits for one and takes all that are there. Takes none when there will be no more.
  @Suspends
  private List<Delivery> nextBatch() {
    List<Delivery> batch = new ArrayList<>();
    try {
      batch.add(waiting.get());
    } catch (QueueShutDownException allIsWritten) {
      return batch;
    }
    while (!waiting.isEmpty()) {
      batch.add(waiting.getNowait());
    }
    return batch;
  }

  @Suspends
  private void forceEachSecond() throws RecordingException {
    try {
      while (true) {
        Async.sleep(settings.sync());
        outside.call(segments::force);
      }
    } catch (IOException failure) {
      throw cannotBeWritten(failure);
    }
  }

  private RecordingException cannotBeWritten(IOException failure) {
    return new RecordingException(
        "the recording %s cannot be written: %s".formatted(folder, FailureText.of(failure)),
        failure);
  }

  private void closeQuietly() {
    try (RecordingFolder _ = opened) {
      segments.close();
    } catch (IOException nothingIsLost) {
      // what was to be forced has been, or its failure was thrown
    }
  }
}
