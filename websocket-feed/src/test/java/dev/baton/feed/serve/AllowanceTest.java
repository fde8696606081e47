package dev.baton.feed.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND = 1_000_000_000L;

  private final Allowance allowance = new Allowance(5, 2);

  @Test
  void soManyAtOnce() {
    assertThat(take(5, 0)).isEqualTo(5);
    assertThat(take(5, 0)).isZero();
  }

  @Test
  void soManyASecondInTheLongRun() {
    int taken = 0;
    for (long now = 0; now < 100 * SECOND; now += SECOND / 10) {
      taken += take(1, now);
    }
    assertThat(taken).isBetween(200, 205);
  }

  @Test
  void whatIsNotUsedIsNotSaved() {
    take(5, 0);

    assertThat(take(20, 1_000 * SECOND)).isEqualTo(5);
  }

  @Test
  void theTimeMayBeNegative() {
    assertThat(take(6, -5 * SECOND)).isEqualTo(5);
  }

  private int take(int count, long now) {
    int taken = 0;
    for (; count > 0; count--) {
      if (allowance.take(now)) {
        taken++;
      }
    }
    return taken;
  }
}
