package dev.baton.feed.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Action;
import dev.baton.Async;
import dev.baton.Blocking;
import dev.baton.EventLoop;
import dev.baton.ReturnWhen;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import dev.baton.feed.protocol.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is to be written when the server stops runs on outside the loop, and may come to its turn
/// when the recording has ended, or is another process's.
@Timeout(60)
class LateAppendTest extends InServerWorld {
  private Path numbering;
  private final List<UnhandledFailure> failures = new ArrayList<>();

  @BeforeEach
  void findNumbering() {
    numbering = recording.resolve(NumberingFile.NAME);
  }

  @Test
  void whatComesAfterTheEndChangesNothing() throws Exception {
    ServerWorld.inLoop(
        () ->
            world.serve(
                () -> {
                  world.publish(3);
                  world.store().end();
                  String ended = Files.readString(numbering);
                  assertThat(ended).contains("ended");

                  requireRefused();
                  assertThat(numbering).content().isEqualTo(ended);

                  world.store().close();
                  requireRefused();
                  assertThat(numbering).content().isEqualTo(ended);
                }));
    assertThat(world.problems()).isEmpty();
  }

  private void requireRefused() {
    assertThatThrownBy(() -> world.store().append(readings(4)))
        .isInstanceOf(IOException.class)
        .hasMessage("the recording has ended");
  }

  private List<Reading> readings(long seq) {
    return ServerWorld.CHANNELS.stream()
        .map(channel -> new Reading(channel, world.epoch(), seq, seq, Map.of("value", 0.5)))
        .toList();
  }

  /// Its reservation could not be written, so the next one must not rely on it.
  @Test
  void whatCouldNotBeReservedIsNot() throws Exception {
    ServerWorld.inLoop(
        () ->
            world.serve(
                () -> {
                  world.disk.failAt(1);
                  assertThatThrownBy(() -> world.store().append(readings(1)))
                      .hasMessage("Input/output error, once");
                  assertThat(numbering).content().doesNotContain("\"a\"");

                  world.store().append(readings(1));
                  assertThat(numbering).content().contains("\"a\"");
                }));
  }

  @Test
  void anAppendThatIsCancelledAndRunsLateIsInterrupted() throws Exception {
    cancelAndAppendLate(true);

    assertThat(failures).as("no bug").isEmpty();
  }

  /// Somebody on its way has forgotten that it was interrupted.
  @Test
  void anAppendThatIsCancelledAndGoesOnAfterTheEndIsRefused() throws Exception {
    cancelAndAppendLate(false);

    assertThat(failures)
        .singleElement()
        .extracting(UnhandledFailure::exception)
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage("the recording has ended");
  }

  /// It waits at a latch, outside the loop; meanwhile its task is cancelled, and the recording
  /// ends.
  private void cancelAndAppendLate(boolean isInterrupted) throws Exception {
    Late late = new Late(isInterrupted);
    String[] ended = new String[1];
    EventLoop.builder()
        .exceptionHandler(failures::add)
        .run(
            () -> {
              world.serve(
                  () -> {
                    world.publish(3);
                    world.outside = late;
                    Task<Void> publishing = Async.spawn("publishing", () -> world.publish());
                    Blocking.call(() -> late.isThere.await());
                    publishing.cancel();
                    Async.wait(List.of(publishing), ReturnWhen.ALL_COMPLETED);
                    world.outside = Inline::run;
                  });
              ended[0] = Files.readString(numbering);
              late.mayRun.countDown();
            });

    assertThat(ended[0]).contains("ended");
    assertThat(numbering).content().isEqualTo(ended[0]);
    assertThat(world.troubles).isEmpty();
    assertThat(world.problems()).isEmpty();
  }

  /// Runs what it gets late, also if nobody waits for it any more.
  private static final class Late implements Outside {
    private final CountDownLatch isThere = new CountDownLatch(1);
    private final CountDownLatch mayRun = new CountDownLatch(1);
    private final boolean isInterrupted;

    Late(boolean isInterrupted) {
      this.isInterrupted = isInterrupted;
    }

    @Override
    @Suspends
    public <X extends Exception> void call(Action<X> work) throws X {
      Blocking.call(
          () -> {
            isThere.countDown();
            awaitTurn();
            work.run();
          });
    }

    private void awaitTurn() {
      boolean wasInterrupted = false;
      while (true) {
        try {
          mayRun.await();
          break;
        } catch (InterruptedException _) {
          wasInterrupted = true;
        }
      }
      if (wasInterrupted && isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
