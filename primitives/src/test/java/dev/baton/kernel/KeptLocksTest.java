package dev.baton.kernel;

import static dev.baton.Async.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.sync.Held;
import dev.baton.sync.Lock;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tasks that end and hold a lock.
class KeptLocksTest {
  @Test
  void aTaskThatEndsWithALock() throws Exception {
    Lock lock = new Lock("A");
    List<String> reports = Reports.of(() -> spawn("rude", () -> lock.acquire()).await());

    assertThat(reports)
        .containsExactly(
            "lock never released: task \"rude\" has ended and still holds Lock \"A\", taken at"
                + " KeptLocksTest.aTaskThatEndsWithALock(KeptLocksTest.java). Acquire it in the"
                + " head of a try (...), which gives it back");
  }

  @Test
  void eachOfSeveralLocksIsNamed() throws Exception {
    List<Lock> locks = List.of(new Lock("A"), new Lock("B"), new Lock("C"));
    List<String> reports =
        Reports.of(
            () -> {
              locks.forEach(Lock::acquire);
              locks.get(1).release();
            });

    assertThat(reports).hasSize(2);
    assertThat(reports.getFirst()).contains("Lock \"A\"");
    assertThat(reports.getLast()).contains("Lock \"C\"");
  }

  @Test
  void aLockThatAnotherTaskReleasesInTimeIsFine() throws Exception {
    Lock lock = new Lock();
    List<String> reports =
        Reports.of(
            () -> {
              Held held = lock.acquire();
              spawn(held::close).await();
              lock.acquire();
              lock.release();
            });

    assertThat(reports).isEmpty();
  }
}
