package dev.baton.api;

import static dev.baton.Async.shield;
import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.api.VirtualLoop.ms;
import static dev.baton.api.VirtualLoop.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Future;
import dev.baton.Task;
import dev.baton.UnhandledFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShieldTest {
  private static Task<String> after(long millis, String result) {
    return spawn(
        () -> {
          sleep(ms(millis));
          return result;
        });
  }

  @Test
  void hasTheSameResult() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> inner = after(10, "a");
          Future<String> outer = shield(inner);
          assertThat(outer).isNotSameAs(inner);
          assertThat(outer.await()).isEqualTo("a");
        });
  }

  @Test
  void hasTheSameFailure() throws Exception {
    IOException disk = new IOException("disk");
    VirtualLoop.run(
        () -> {
          Task<String> inner =
              spawn(
                  () -> {
                    throw disk;
                  });
          assertThatThrownBy(() -> shield(inner).await()).isSameAs(disk);
        });
  }

  @Test
  void isCancelledWithTheOriginal() {
    VirtualLoop.run(
        () -> {
          Task<String> inner = after(1_000, "never");
          Future<String> outer = shield(inner);
          sleep(ms(1));
          inner.cancel("stop");
          assertThatThrownBy(outer::await).isInstanceOf(CancelledError.class).hasMessage("stop");
          assertThat(outer.isCancelled()).isTrue();
        });
  }

  @Test
  void keepsACancellationFromTheOriginal() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> inner = after(30, "saved");
          Task<String> impatient = spawn(() -> shield(inner).await());
          sleep(ms(10));

          impatient.cancel("no time");

          assertThatThrownBy(impatient::await)
              .isInstanceOf(CancelledError.class)
              .hasMessage("no time");
          assertThat(now()).isEqualTo(10);
          assertThat(inner.await()).isEqualTo("saved");
          assertThat(inner.cancelling()).isZero();
        });
  }

  @Test
  void aFailureAfterTheShieldWasCancelledIsReportedOnceByTheOriginal() {
    List<UnhandledFailure> unhandled = new ArrayList<>();
    VirtualLoop.builder(unhandled)
        .run(
            () -> {
              Task<String> inner =
                  spawn(
                      "inner",
                      () -> {
                        sleep(ms(10));
                        throw new IOException("disk");
                      });
              shield(inner).cancel();
              sleep(ms(20));
            });
    assertThat(unhandled).extracting(UnhandledFailure::name).containsExactly("inner");
  }

  @Test
  void cancellingItInTheTurnInWhichTheOriginalEndsIsNoTrouble() {
    VirtualLoop.run( // which fails the test if a callback fails
        () -> {
          Future<String> inner = EventLoop.running().createFuture();
          Future<String> outer = shield(inner);
          inner.setResult("too late");
          outer.cancel();
          sleep(ms(1));
          assertThat(outer.isCancelled()).isTrue();
        });
  }

  @Test
  void ofADoneFutureIsThatFuture() {
    VirtualLoop.run(
        () -> {
          Future<String> done = EventLoop.running().createFuture();
          done.setResult("x");
          assertThat(shield(done)).isSameAs(done);
        });
  }

  @Test
  void manyMayShieldOneAndGiveUp() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<String> inner = after(30, "shared");
          List<Task<String>> readers = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            readers.add(spawn(() -> shield(inner).await()));
          }
          sleep(ms(10));
          for (int i = 0; i < 100; i += 2) {
            readers.get(i).cancel();
          }
          for (int i = 1; i < 100; i += 2) {
            assertThat(readers.get(i).await()).isEqualTo("shared");
            assertThat(readers.get(i - 1).isCancelled()).isTrue();
          }
        });
  }
}
