package dev.baton.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Signals;
import dev.baton.testkit.UnixSignals;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/// Signals that this process sends to itself.
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class SignalsTest {
  /// As the default of this one is to be ignored, it does no harm when nobody listens.
  private static final String HARMLESS = "URG";

  @Test
  @Tag("process")
  void eachListenerHearsItUntilItIsClosedAndThenTheOneBeforeDoes() throws Exception {
    CountDownLatch outer = new CountDownLatch(1);
    CountDownLatch inner = new CountDownLatch(1);
    try (var first = Signals.listen(HARMLESS, outer::countDown).orElseThrow()) {
      try (var second = Signals.listen(HARMLESS, inner::countDown).orElseThrow()) {
        send();
        inner.await();
        assertThat(outer.getCount()).isEqualTo(1);
      }
      send();
      outer.await();
    }
  }

  private static void send() throws IOException, InterruptedException {
    UnixSignals.send(ProcessHandle.current().pid(), HARMLESS);
  }

  @Test
  void whatTheJvmKeepsAndWhatDoesNotExistCannotBeHeard() {
    assertThat(Signals.listen("QUIT", () -> {})).isEmpty();
    assertThat(Signals.listen("NOSUCH", () -> {})).isEmpty();
  }
}
