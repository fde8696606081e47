package dev.baton.feed.record;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.TimeoutException;
import dev.baton.feed.Journal;
import dev.baton.feed.protocol.Reading;
import dev.baton.sync.Event;
import dev.baton.terminal.FailureText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The recording of a server: what it publishes is written before it is sent, and a server that
/// starts again goes on where it was.
///
/// ```text
///  keep() ----> written, by the system        outlives kill -9
///  each second  forced to the disk            outlives the machine
/// ```
///
/// When the disk is full, fails or does not answer, the recording stops, says so once, and the
/// stream goes on without it.
public final class ServerRecording implements Journal {
  private final Path folder;
  private final RecordingSettings settings;
  private final ServerStore store;
  private final Outside outside;

  /// Told when the recording stops; waits for nothing.
  private Consumer<String> onTrouble = _ -> {};

  private boolean isStopped;

  /// Whether the disk has not answered in time.
  private boolean isHanging;

  private final Event stopped = new Event("the recording has stopped");

  /// Whether the next numbers must be of another epoch.
  private boolean isEpochOver;

  ServerRecording(Path folder, RecordingSettings settings, ServerStore store, Outside outside) {
    this.folder = folder;
    this.settings = settings;
    this.store = store;
    this.outside = outside;
  }

  /// Opens the recording in this folder where it was, or makes it.
  ///
  /// @param history how many readings of a channel the server keeps; they are read from the
  ///   recording
  /// @throws RecordingException if it cannot be written
  @Suspends
  public static ServerRecording open(Path folder, int history) throws RecordingException {
    RecordingSettings settings = RecordingSettings.DEFAULT;
    ServerStore store =
        Blocking.call(
            () ->
                ServerStore.open(
                    new ServerStore.Setup(
                        folder,
                        history,
                        settings,
                        RecordingClock.SYSTEM,
                        Disk.system(),
                        BootId.ofThisMachine())));
    return new ServerRecording(folder, settings, store, Outside.ABANDONABLE);
  }

  /// What people should know about how it goes on: sentences.
  public List<String> notes() {
    return store.notes();
  }

  /// The epoch in which the server goes on.
  public String epoch() {
    return store.epoch();
  }

  @Override
  public Optional<Past> past(String channel, int most) {
    return store.past(channel, most);
  }

  /// Records while the body runs, and ends the recording properly however the body ends.
  ///
  /// @param onTrouble gets a sentence if the recording stops before; must not wait
  @Suspends
  public <X extends Exception> void run(Consumer<String> onTrouble, Action<X> body) throws X {
    this.onTrouble = onTrouble;
    Task<Void> forcing = Async.spawn("recording", this::forceEachSecond);
    try {
      body.run();
    } finally {
      forcing.cancel();
      Async.wait(List.of(forcing), ReturnWhen.ALL_COMPLETED);
      end();
    }
  }

  @Suspends
  private void forceEachSecond() {
    while (!isStopped) {
      Async.sleep(settings.sync());
      force();
    }
  }

  /// Forces to the disk what was written.
  @Suspends
  public void force() {
    if (!isStopped) {
      try {
        outside.call(store::force);
      } catch (IOException failure) {
        stop(FailureText.of(failure));
      }
    }
  }

  @Override
  @Suspends
  public boolean keep(List<Reading> readings) {
    if (!isStopped) {
      attempt(() -> store.append(readings));
    }
    if (isStopped) {
      stopped.await(); // it is known only then whether the epoch may go on
    }
    boolean goesOn = !isEpochOver;
    isEpochOver = false;
    return goesOn;
  }

  /// Stops the recording if the disk fails, or hangs.
  @Suspends
  private void attempt(Action<IOException> work) {
    try {
      Async.timeout(settings.patience(), () -> outside.call(work));
    } catch (IOException failure) {
      stop(FailureText.of(failure));
    } catch (TimeoutException _) {
      isHanging = true;
      stop("the disk has not answered for " + seconds(settings.patience()));
    }
  }

  private static String seconds(Duration time) {
    return time.toSeconds() + " s";
  }

  @Suspends
  private void stop(String why) {
    if (isStopped) {
      return;
    }
    isStopped = true;
    onTrouble.accept(
        "the recording %s has stopped: %s; the stream goes on without it, and a new epoch begins when the server starts again"
            .formatted(folder, why));
    isEpochOver = true;
    try {
      isEpochOver = !abandon();
    } finally {
      stopped.set();
    }
  }

  /// What hangs already is not waited for again.
  @Suspends
  private boolean abandon() {
    if (isHanging) {
      return false;
    }
    boolean[] isKnown = new boolean[1];
    try {
      Async.timeout(settings.patience(), () -> outside.call(() -> isKnown[0] = store.abandon()));
    } catch (TimeoutException _) {
      isHanging = true;
      return false;
    }
    return isKnown[0];
  }

  /// The folder of a disk that hangs stays locked until the process ends: what hangs may be written
  /// yet.
  @Suspends
  private void end() {
    if (!isStopped) {
      attempt(store::end);
    }
    if (!isHanging) {
      attempt(store::close);
    }
  }
}
