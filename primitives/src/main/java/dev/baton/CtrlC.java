package dev.baton;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ctrl-C: the first cancels the main task, so that cleanup runs; the second ends the process.
///
/// One loop of a process listens at a time, the first that was started; as in asyncio the others do
/// not.
final class CtrlC implements AutoCloseable {
  /// 128 and the number of SIGINT, as shells report it.
  private static final int EXIT_CODE = 130;

  private static final AtomicBoolean TAKEN = new AtomicBoolean();

  private final EventLoop loop;
  private Optional<Signals.Listening> listening = Optional.empty();

  private final AtomicBoolean pressed = new AtomicBoolean();

  /// Main had ended already: whoever called `run` has to be told instead. Used on the loop's
  /// thread.
  private boolean unheard;

  private CtrlC(EventLoop loop) {
    this.loop = loop;
  }

  /// From now until it is closed.
  static CtrlC cancels(EventLoop loop) {
    CtrlC ctrlC = new CtrlC(loop);
    if (TAKEN.compareAndSet(false, true)) {
      ctrlC.listen();
    }
    return ctrlC;
  }

  /// One that does not listen.
  static CtrlC ignored(EventLoop loop) {
    return new CtrlC(loop);
  }

  private void listen() {
    listening = Signals.listen("INT", this::onSignal);
    TAKEN.set(listening.isPresent());
  }

  private void onSignal() {
    if (pressed.getAndSet(true)) { // each signal comes on a thread of its own
      Runtime.getRuntime().halt(EXIT_CODE);
    }
    loop.callSoonThreadsafe(() -> unheard = !loop.cancelMain("Ctrl-C"));
  }

  /// @throws CancelledError if Ctrl-C came when there was no main task any more to take it
  void raiseIfUnheard() {
    if (unheard) {
      throw new CancelledError("Ctrl-C");
    }
  }

  @Override
  public void close() {
    listening.ifPresent(
        signal -> {
          signal.close();
          TAKEN.set(false);
        });
  }
}
