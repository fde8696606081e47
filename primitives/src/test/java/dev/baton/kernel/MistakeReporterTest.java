package dev.baton.kernel;

import static dev.baton.Async.sleep;
import static dev.baton.Async.spawn;
import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.CancelledError;
import dev.baton.EventLoop;
import dev.baton.Mistake;
import dev.baton.Task;
import dev.baton.sync.Lock;
import dev.baton.testing.Explorer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// How often, and where, a loop says what it has noticed. What it notices: [KeptLocksTest],
/// [SwallowedCancellationsTest], [OrphansTest], [GrowingQueuesTest], [RingsTest].
class MistakeReporterTest {
  private static final Duration LONG = Duration.ofSeconds(100);

  @ParameterizedTest
  @EnumSource
  void theReadmeSaysWhatHelps(Mistake mistake) throws Exception {
    assertThat(Files.readString(Path.of("README.md"))).contains("| `" + mistake.heading() + "` |");
  }

  @Test
  void ofEachKindTenAreReported() throws Exception {
    List<String> reports =
        Reports.of(
            () -> {
              for (int i = 0; i < 100; i++) {
                spawn(() -> new Lock().acquire()).await();
              }
              Task<?> deaf =
                  spawn(
                      () -> {
                        try {
                          sleep(LONG);
                        } catch (CancelledError swallowed) {
                          // this is the mistake
                        }
                      });
              yieldNow();
              deaf.cancel();
            });

    assertThat(reports).hasSize(11);
    assertThat(reports.getLast()).startsWith(Mistake.CANCELLATION_SWALLOWED.heading() + ": ");
  }

  @Test
  void reportsAreLogged() throws Exception {
    try (LogCapture log = new LogCapture("lock never released: ", () -> {})) {
      EventLoop.run(
          () -> {
            for (int i = 0; i < 20; i++) {
              spawn(() -> new Lock().acquire()).await();
            }
          });

      assertThat(log.messages()).hasSize(10);
      assertThat(log.messages().getLast()).endsWith(" (more of this kind are not reported)");
    }
  }

  @Test
  void aNameCannotSteerTheTerminal() throws Exception {
    try (LogCapture log = new LogCapture("lock never released: ", () -> {})) {
      EventLoop.run(() -> spawn("a\u001b[31m\u009b\r", () -> new Lock().acquire()).await());

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("task \"a\\u001b[31m\\u009b\\u000d\" has ended");
    }
  }

  /// Thousands of schedules would say the same thousands of times.
  @Test
  void whileSchedulesAreExploredNothingIsLogged() throws Exception {
    try (LogCapture log = new LogCapture("", () -> {})) {
      Explorer.random(5).explore(() -> new Lock().acquire());

      assertThat(log.messages()).isEmpty();
    }
  }
}
