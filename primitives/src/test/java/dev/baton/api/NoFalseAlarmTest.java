package dev.baton.api;

import static dev.baton.Async.sleep;
import static dev.baton.api.VirtualLoop.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Blocking;
import dev.baton.Completer;
import dev.baton.DeadlockException;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.OutsideSource;
import dev.baton.sync.Event;
import dev.baton.testing.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A loop that waits for something outside is not in a deadlock. In each test a thread acts only
/// when the loop has nothing left to do but to wait.
class NoFalseAlarmTest {
  /// Runs the action on another thread once the loop's thread waits in its selector.
  private static Thread whenTheLoopWaits(Runnable action) {
    Thread loopThread = Thread.currentThread();
    return Thread.ofPlatform()
        .start(
            () -> {
              LoopThread.awaitWaiting(loopThread);
              action.run();
            });
  }

  @Test
  void anOpenSourceMayStillWakeATask() throws Exception {
    List<String> trail = new ArrayList<>();
    List<Runnable> action = new ArrayList<>();
    Thread outside = whenTheLoopWaits(() -> action.getFirst().run());
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Event woken = new Event();
          try (OutsideSource source = loop.openSource("a sensor")) {
            trail.add(source.toString());
            action.add(() -> loop.callSoonThreadsafe(woken::set));
            woken.await();
            trail.add("woken");
          }
        });
    outside.join();
    assertThat(trail).containsExactly("a sensor", "woken");
  }

  @Test
  void aClosedSourceCannot() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      OutsideSource source = EventLoop.running().openSource("a sensor");
                      source.close();
                      source.close();
                      new Event().await();
                    }))
        .isInstanceOf(DeadlockException.class);
  }

  @Test
  void aPendingCompleterMayStillComplete() throws Exception {
    List<Completer<String>> completers = new ArrayList<>();
    Thread outside = whenTheLoopWaits(() -> completers.getFirst().succeed("answer"));
    String answer =
        EventLoop.run(
            () -> {
              Completer<String> completer = Completer.open("a question", () -> {});
              completers.add(completer);
              return completer.future().await();
            });
    outside.join();
    assertThat(answer).isEqualTo("answer");
  }

  @Test
  void aCompleterThatIsDoneCannot() {
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      Completer<String> completer = Completer.open("a question", () -> {});
                      completer.succeed("answer");
                      completer.future().await();
                      new Event().await();
                    }))
        .isInstanceOf(DeadlockException.class);
  }

  @Test
  void aWatchedChannelMayBecomeReadable() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    Thread outside = whenTheLoopWaits(() -> write(pipe));
    EventLoop.run(
        () -> {
          EventLoop loop = EventLoop.running();
          Future<String> readable = loop.createFuture();
          loop.addReader(pipe.source(), () -> readable.setResult("readable"));
          assertThat(readable.await()).isEqualTo("readable");

          assertThat(loop.removeReader(pipe.source())).isTrue();
          assertThat(loop.removeReader(pipe.source())).isFalse();
        });
    outside.join();
    pipe.source().close();
    pipe.sink().close();
  }

  private static void write(Pipe pipe) {
    try {
      pipe.sink().write(ByteBuffer.wrap(new byte[] {1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aChannelThatIsNoLongerWatchedCannot() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    assertThatThrownBy(
            () ->
                EventLoop.run(
                    () -> {
                      EventLoop loop = EventLoop.running();
                      loop.addReader(pipe.source(), () -> {});
                      loop.removeReader(pipe.source());
                      new Event().await();
                    }))
        .isInstanceOf(DeadlockException.class);
    pipe.source().close();
    pipe.sink().close();
  }

  @Test
  void aBlockingCallWillReturn() {
    Thread loopThread = Thread.currentThread();
    String result =
        EventLoop.run(
            () ->
                Blocking.call(
                    () -> {
                      LoopThread.awaitWaiting(loopThread);
                      return "result";
                    }));
    assertThat(result).isEqualTo("result");
  }

  @Test
  void aVirtualClockDoesNotJumpOverWhatIsReal() {
    assertThatThrownBy(
            () ->
                EventLoop.builder()
                    .clock(new VirtualClock())
                    .run(
                        () -> {
                          try (var _ = EventLoop.running().openSource("a sensor")) {
                            sleep(ms(1_000));
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .isNotInstanceOf(DeadlockException.class)
        .hasMessage(
            "a virtual clock cannot jump to 1 s while something real is under way: [a sensor]");
  }
}
