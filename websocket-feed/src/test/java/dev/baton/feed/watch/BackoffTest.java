package dev.baton.feed.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration MAX = Duration.ofSeconds(30);

  /// Always the largest that is allowed.
  private static final RandomGenerator LARGEST =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          return 0;
        }

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  @Test
  void theLimitDoublesUpToItsMaximum() {
    Backoff backoff = new Backoff(FIRST, MAX, LARGEST);

    for (long millis : new long[] {250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000}) {
      assertThat(backoff.next()).isEqualTo(Duration.ofMillis(millis));
    }
  }

  @Test
  void staysAtItsMaximumForEver() {
    Backoff backoff = new Backoff(FIRST, MAX, LARGEST);

    for (int i = 0; i < 200; i++) {
      assertThat(backoff.next()).isPositive().isLessThanOrEqualTo(MAX);
    }
  }

  @Test
  void beginsAgainWhenAllIsWell() {
    Backoff backoff = new Backoff(FIRST, MAX, LARGEST);
    backoff.next();
    backoff.next();

    backoff.reset();

    assertThat(backoff.next()).isEqualTo(FIRST);
  }

  @Test
  void usesTheWholeRange() {
    Random random = new Random(1);
    long below = 0;
    for (int i = 0; i < 1000; i++) {
      Duration pause = new Backoff(FIRST, MAX, random).next();
      assertThat(pause).isBetween(Duration.ZERO, FIRST);
      below += pause.compareTo(FIRST.dividedBy(2)) < 0 ? 1 : 0;
    }
    assertThat(below).isBetween(400L, 600L);
  }
}
