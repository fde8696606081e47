package dev.baton.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.Async;
import dev.baton.CancelledError;
import dev.baton.Suspends;
import dev.baton.Task;
import dev.baton.api.VirtualLoop;
import dev.baton.net.Stream;
import dev.baton.testing.Pipe;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How a connection uses its deadline.
class DeadlineTest {
  private final Pipe pipe = new Pipe();

  @Suspends
  private static boolean comesWithin(Duration limit, Stream stream) throws IOException {
    Deadline deadline = new Deadline();
    long nanos = limit.toNanos();
    // @start region="Deadline"
    deadline.start(nanos);
    try {
      stream.awaitReadable();
    } catch (CancelledError cancelled) {
      if (!deadline.stop()) {
        throw cancelled;
      }
      return false; // the time was over
    } finally {
      deadline.stop();
    }
    return true;
    // @end
  }

  @Test
  void theTimeIsOverOrSomethingComes() throws Exception {
    VirtualLoop.run(
        () -> {
          assertThat(comesWithin(Duration.ofSeconds(1), pipe.second())).isFalse();
          assertThat(VirtualLoop.now()).isEqualTo(1_000);
          pipe.first().write("x");
          assertThat(comesWithin(Duration.ofSeconds(1), pipe.second())).isTrue();
        });
  }

  @Test
  void aCancellationFromElsewhereGoesOn() throws Exception {
    VirtualLoop.run(
        () -> {
          Task<Boolean> waiting =
              Async.spawn(() -> comesWithin(Duration.ofSeconds(1), pipe.second()));
          VirtualLoop.settle();
          waiting.cancel();
          assertThatThrownBy(waiting::await).isInstanceOf(CancelledError.class);
        });
  }
}
