package dev.baton.testing;

import static dev.baton.Async.yieldNow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.Suspends;
import dev.baton.TaskGroup;
import dev.baton.sync.Lock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// The annotation at work.
class SchedulesTest {
  private static int runs;
  private static Throwable expected;

  private final Lock lock = new Lock();
  private int balance;

  @Schedules(50)
  void nothingIsLostUnderALock() {
    runs++;
    depositTwice(this::depositUnderTheLock);
    assertThat(balance).isEqualTo(200);
  }

  @Schedules
  @ExtendWith(FailureIsExpected.class)
  void withoutALockADepositIsLost() {
    depositTwice(this::deposit);
    assertThat(balance).isEqualTo(200);
  }

  @Suspends
  private void depositTwice(Runnable deposit) {
    TaskGroup.run(
        group -> {
          group.spawn(deposit::run);
          group.spawn(deposit::run);
        });
  }

  @Suspends
  private void depositUnderTheLock() {
    try (var held = lock.acquire()) {
      deposit();
    }
  }

  @Suspends
  private void deposit() {
    int before = balance;
    yieldNow();
    balance = before + 100;
  }

  static final class FailureIsExpected implements TestExecutionExceptionHandler {
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
      expected = failure;
    }
  }

  @AfterAll
  static void bothHaveRunAsTheyShould() {
    assertThat(runs).as("50 schedules, each twice").isEqualTo(100);
    assertThat(expected)
        .isInstanceOf(ScheduleFailure.class)
        .hasMessageContaining("-Dbaton.schedule=fifo");
  }
}
