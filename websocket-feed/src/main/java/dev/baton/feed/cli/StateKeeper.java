package dev.baton.feed.cli;

import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.Suspends;
import dev.baton.feed.protocol.Position;
import dev.baton.feed.protocol.Reading;
import dev.baton.feed.recovery.Delivery;
import dev.baton.feed.recovery.Delivery.Delivered;
import dev.baton.feed.recovery.Delivery.Hole;
import dev.baton.feed.recovery.Delivery.NewEpoch;
import dev.baton.feed.watch.CannotSaveException;
import dev.baton.feed.watch.StateFile;
import dev.baton.program.Output;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Keeps the file of `--state`: how far this run has come. Only what has been written to the output
/// is noted down, so the next run repeats up to a second of it if this one is killed, and leaves
/// out nothing.
final class StateKeeper {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final StateFile file;
  private final Map<String, Position> positions = new LinkedHashMap<>();

  /// When the output had been written for the last time.
  private List<Position> written;

  private List<Position> saved;

  StateKeeper(StateFile file) {
    this.file = file;
    saved = file.positions();
    written = saved;
    saved.forEach(position -> positions.put(position.channel(), position));
  }

  /// A channel is watched from here on.
  void begin(Position position) {
    positions.put(position.channel(), position);
  }

  /// This is printed. A new epoch is noted down with the first that comes of it.
  void printed(Delivery delivery) {
    switch (delivery) {
      case Delivered delivered -> {
        Reading reading = delivered.reading();
        begin(new Position(reading.channel(), reading.epoch(), reading.seq() + 1));
      }
      case Hole hole -> begin(new Position(hole.channel(), hole.epoch(), hole.range().to() + 1));
      case NewEpoch _ -> {
        // with what follows
      }
    }
  }

  /// Saves each second, until it is cancelled.
  ///
  /// @throws CannotSaveException if that is not possible
  @Suspends
  void run(Output output) throws CannotSaveException {
    while (true) {
      noteDown(output);
      save();
      Async.sleep(PAUSE);
    }
  }

  /// Waits until what was printed is written, and remembers it for [#save()].
  @Suspends
  void noteDown(Output output) {
    List<Position> now = List.copyOf(positions.values());
    if (!now.equals(written)) {
      output.flush();
      written = now;
    }
  }

  /// Saves what was noted down.
  @Suspends
  void save() throws CannotSaveException {
    List<Position> now = written;
    if (!now.equals(saved)) {
      Blocking.call(() -> file.save(now));
      saved = now;
    }
  }
}
